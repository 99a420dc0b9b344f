// Mail that no person wrote: bounces, auto-replies, lists. It never opens a case by itself and is never answered (RFC 3834). Pure.

export interface AutomaticSigns {
  /** Headers in lower case, first occurrence. */
  headers: Readonly<Record<string, string>>
  subject: string
  fromAddress: string | null
  /** Sender of the envelope; '' for the empty one, null when unknown (IMAP without Return-Path). */
  envelopeFrom: string | null
}

export type AutomaticKind = 'bounce' | 'receipt' | 'auto-reply' | 'generated' | 'bulk'
export interface Judgement {
  automatic: { kind: AutomaticKind; sign: string } | null
  /** A person wrote it, but no machine should answer. */
  noAnswer: boolean
}

/** The colon matters: a customer may well write about a broken 自动回复. */
const AWAY = /^(?:自动回复|自動回覆|自动答复|自动回覆|休假自动回复|Automatic reply|Auto(?:matic)?[- ]?(?:reply|response)|Out of (?:the )?office|Abwesenheitsnotiz|Automatische Antwort|Réponse automatique)\s*(?:[:：]|$)/i
const FAILED = /^(?:undeliver|delivery (?:status|failure|has failed)|mail delivery (?:failed|failure)|failure notice|returned mail|undelivered mail|退信|系统退信|邮件投递失败|无法投递)/i
const POSTMASTER = /^(?:mailer-daemon|postmaster|mail-daemon|mdaemon)@/i

export function judgeAutomatic(mail: AutomaticSigns): Judgement {
  const automatic = signOf(mail)
  const { headers } = mail
  const noAnswer = automatic !== null || 'x-auto-response-suppress' in headers || 'list-id' in headers || 'list-unsubscribe' in headers || POSTMASTER.test(mail.fromAddress ?? '') || /^no-?_?reply@|^do-?not-?reply@/i.test(mail.fromAddress ?? '')
  return { automatic, noAnswer }
}

function signOf({ headers, subject, fromAddress, envelopeFrom }: AutomaticSigns): Judgement['automatic'] {
  const type = headers['content-type'] ?? '', sign = (kind: AutomaticKind, what: string) => ({ kind, sign: what })
  const emptySender = envelopeFrom === '' || /^\s*<\s*>\s*$/.test(headers['return-path'] ?? '')
  if (/multipart\/report/i.test(type) && /delivery-status/i.test(type)) return sign('bounce', 'multipart/report')
  if (/multipart\/report/i.test(type) && /disposition-notification/i.test(type)) return sign('receipt', 'disposition-notification')
  if ('x-failed-recipients' in headers) return sign('bounce', 'X-Failed-Recipients')
  if ((emptySender || POSTMASTER.test(fromAddress ?? '')) && FAILED.test(subject)) return sign('bounce', 'sender and subject')
  const submitted = (headers['auto-submitted'] ?? '').split(/[;(]/)[0]!.trim().toLowerCase()
  if (submitted === 'auto-replied') return sign('auto-reply', 'Auto-Submitted')
  for (const name of ['x-autoreply', 'x-auto-reply', 'x-autorespond', 'x-autoresponder', 'x-autoreply-from', 'x-mail-autoreply']) if (name in headers && !/^no$/i.test(headers[name]!.trim())) return sign('auto-reply', name)
  const precedence = (headers['precedence'] ?? '').trim().toLowerCase()
  if (/^auto[-_]?reply$/.test(precedence)) return sign('auto-reply', 'Precedence')
  if (AWAY.test(subject.trim())) return sign('auto-reply', 'subject')
  if (submitted !== '' && submitted !== 'no') return sign('generated', 'Auto-Submitted')
  if (emptySender) return sign('generated', 'empty sender')
  return /^(bulk|list|junk)$/.test(precedence) ? sign('bulk', 'Precedence') : null
}
