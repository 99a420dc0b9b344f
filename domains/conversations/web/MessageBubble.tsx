// One entry of the conversation: customer square and white, us round and tinted, internal notes dashed and marked; automatic mail folded to a line.
import { Bot, Check, CheckCheck, ChevronDown, CircleAlert, Clock3, CornerUpLeft } from 'lucide-react'
import { useState } from 'react'
import { Avatar, ChannelIcon, Tone, type ChannelMark } from '../../../web/design/Marks.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { Message } from '../contract/message.ts'
import { AttachmentList } from './AttachmentList.tsx'

const MARKS: Record<string, ChannelMark> = { mail: 'email', portal: 'portal', phone: 'phone', chat: 'chat', im: 'im', 'on-site': 'on-site', api: 'api', note: 'note', monitor: 'monitoring' }

export interface BubbleProps { message: Message; role?: string; /** Number of the merged case that it was written on. */ origin?: string; /** Writes a correction of a message of ours; what was said stays. */ onCorrect?: ((message: Message) => void) | undefined }

export function MessageBubble({ message, role, origin, onCorrect }: BubbleProps) {
  const [open, setOpen] = useState(false)
  return message.automatic && !open ? <AutomaticLine message={message} onOpen={() => setOpen(true)} /> : <Bubble message={message} {...(role ? { role } : {})} {...(origin ? { origin } : {})} onCorrect={onCorrect} />
}

/** Acknowledgements and answers of machines: that they went or came is worth a line, their words only on demand. */
function AutomaticLine({ message, onOpen }: { message: Message; onOpen: () => void }) {
  const t = useT(), format = useFormat(), to = message.to[0], incoming = message.direction === 'in'
  const text = incoming ? t('conversations.automatic.in', { name: message.from.name || (message.from.address ?? '') }) : t(message.visibility === 'internal' ? 'conversations.automatic.note' : 'conversations.automatic.out', { name: to?.name || to?.address || '—' })
  return (
    <div className="evt e-auto"><Bot size={14} aria-hidden /><button type="button" className="evt-open" onClick={onOpen}>{text}<span className="dim ell"> · {message.subject ?? message.text.split('\n')[0]}</span><ChevronDown size={13} aria-hidden /></button><span className="sp" /><Delivery message={message} /><time className="num" title={format.exact(message.at)}>{format.time(message.at)}</time></div>
  )
}

function Bubble({ message, role, origin, onCorrect }: BubbleProps) {
  const t = useT(), format = useFormat(), note = message.visibility === 'internal', out = message.direction === 'out'
  const channel: ChannelMark = note ? 'note' : MARKS[message.channel] ?? 'portal'
  return (
    <article className={`msg${note ? ' note' : out ? ' out' : ''}`} id={`m-${message.id}`}>
      <Avatar name={message.from.name || message.from.address || '?'} size={28} {...(!out && !note ? { customer: true } : {})} />
      <div className="bub">
        <div className="mh"><b className="nw">{message.from.name || message.from.address}</b>{role && <span className="ell">{role}</span>}{origin && <Tone kind="plain"><span className="num">{origin}</span></Tone>}<ChannelIcon channel={channel} size={13} word />
          {note && <span className="b">{t('conversations.internal-only')}</span>}{message.firstResponse && <Tone kind="info">{t('conversations.is-first-response')}</Tone>}{message.initialSolution && <Tone kind="info">{t('conversations.initial-solution')}</Tone>}{message.corrects && <a href={`#m-${message.corrects}`}><Tone kind="plain">{t('conversations.correction')}</Tone></a>}{message.correctedBy && <a href={`#m-${message.correctedBy}`}><Tone kind="warn">{t('conversations.corrected')}</Tone></a>}
          <span className="sp" />{onCorrect && (out || note) && !message.automatic && <button type="button" className="ib mcorrect" aria-label={t('conversations.correct')} title={t('conversations.correct')} onClick={() => onCorrect(message)}><CornerUpLeft size={13} /></button>}<Delivery message={message} /><time className="num" title={format.exact(message.at)}>{format.time(message.at)}</time></div>
        {message.delivery?.error && <div className="bad sm row g4" role="alert"><CircleAlert size={13} aria-hidden />{t('conversations.delivery.failed', { error: message.delivery.error })}</div>}
        {message.cc.length > 0 && <div className="sm dim ell">{t('conversations.cc', { names: message.cc.map((one) => one.name || one.address).join(', ') })}</div>}
        {message.html ? <div className="html" dangerouslySetInnerHTML={{ __html: message.html }} /> : <div className="text"><Mentioning message={message} /></div>}
        <Quoted text={message.quotedText} />
        <Facts message={message} />
        <AttachmentList items={message.attachments.filter((a) => !a.inline || !message.html)} />
        {message.joinedBy && message.joinedBy !== 'opened' && <div className="xs dim">{t(`conversations.joined.${message.joinedBy}`)}</div>}
      </div>
    </article>
  )
}

/** What was promised or noted with the message (§1.4, §5.1-4). */
function Facts({ message }: { message: Message }) {
  const t = useT(), format = useFormat(), now = useServerMinute()
  const facts = [
    message.firstResponse && message.nextStep ? t('conversations.promised', { owner: message.owner ?? '', step: message.nextStep, time: message.expectedAt ? format.by(message.expectedAt, now) : '' }) : null,
    message.customerFeedback ? t('conversations.said.feedback', { text: message.customerFeedback }) : null, message.followUp ? t('conversations.said.follow-up', { text: message.followUp }) : null,
  ].filter((text): text is string => text !== null)
  return facts.length === 0 ? null : <div className="mfacts sm t2">{facts.map((text) => <div key={text}>{text}</div>)}</div>
}

function Quoted({ text }: { text: string | null }) {
  const t = useT()
  return text?.trim() ? <details className="quoted sm"><summary>{t('conversations.quoted')}</summary><div className="text dim">{text}</div></details> : null
}

/** The names of colleagues stand out where a note mentions them. */
function Mentioning({ message: { text, mentions } }: { message: Message }) {
  if (mentions.length === 0) return text
  const names = new Set(mentions.map((m) => `@${m.name}`)), parts = text.split(new RegExp(`(${mentions.map((m) => `@${m.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`).join('|')})`))
  return parts.map((part, i) => (names.has(part) ? <b key={i} className="mention">{part}</b> : part))
}

const ON_ITS_WAY = new Set(['queued', 'sending', 'held'])

/** How a message of ours fares: waiting, sent, opened in the portal. That it came back is said below in words. */
function Delivery({ message: m }: { message: Message }) {
  const t = useT(), format = useFormat(), now = useServerMinute()
  if (m.direction !== 'out' || m.visibility === 'internal') return null
  const state = m.readAt ? { Icon: CheckCheck, word: t('conversations.delivery.read', { time: format.moment(m.readAt, now) }), look: ' read' } : !m.delivery ? null : ON_ITS_WAY.has(m.delivery.state) ? { Icon: Clock3, word: t('conversations.delivery.waiting'), look: '' } : m.delivery.state === 'sent' ? { Icon: Check, word: t('conversations.delivery.sent'), look: '' } : m.delivery.state === 'suppressed' ? null : { Icon: CircleAlert, word: t(`conversations.delivery.${m.delivery.state === 'bounced' ? 'bounced' : 'not'}`), look: ' bad' }
  return state && <span className={`row nw mdel${state.look}`} title={state.word}><state.Icon size={13} role="img" aria-label={state.word} /></span>
}
