// Where a mailbox is, from the one line in the settings.

export interface MailboxAddress { id: string; host: string; port: number; secure: boolean; user: string; pass: string; path: string }

/** `imaps://user:password@host:993/INBOX` */
export function mailboxAddress(url: string): MailboxAddress {
  const u = new URL(url), secure = u.protocol === 'imaps:'
  const user = decodeURIComponent(u.username), path = decodeURIComponent(u.pathname.replace(/^\//, '')) || 'INBOX'
  return { id: `imap:${user}@${u.host}/${path}`, host: u.hostname, port: Number(u.port || (secure ? 993 : 143)), secure, user, pass: decodeURIComponent(u.password), path }
}
