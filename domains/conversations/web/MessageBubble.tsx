// One entry of the conversation: customer square and white, us round and tinted, internal notes dashed and marked; automatic mail folded to a line.
import { Bot, ChevronDown, CircleAlert, Clock3 } from 'lucide-react'
import { useState } from 'react'
import { Avatar, ChannelIcon, Tone, type ChannelMark } from '../../../web/design/Marks.tsx'
import { useServerMinute } from '../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { Message } from '../contract/message.ts'
import { AttachmentList } from './AttachmentList.tsx'

const MARKS: Record<string, ChannelMark> = { mail: 'email', portal: 'portal', phone: 'phone', chat: 'chat', im: 'im', 'on-site': 'on-site', api: 'api', note: 'note', monitor: 'monitoring' }

export function MessageBubble({ message, role }: { message: Message; role?: string }) {
  const [open, setOpen] = useState(false)
  return message.automatic && !open ? <AutomaticLine message={message} onOpen={() => setOpen(true)} /> : <Bubble message={message} {...(role ? { role } : {})} />
}

/** Acknowledgements and answers of machines: that they went or came is worth a line, their words only on demand. */
function AutomaticLine({ message, onOpen }: { message: Message; onOpen: () => void }) {
  const t = useT(), format = useFormat(), to = message.to[0], incoming = message.direction === 'in'
  const text = incoming ? t('conversations.automatic.in', { name: message.from.name || (message.from.address ?? '') }) : t(message.visibility === 'internal' ? 'conversations.automatic.note' : 'conversations.automatic.out', { name: to?.name || to?.address || '—' })
  return (
    <div className="evt e-auto"><Bot size={14} aria-hidden /><button type="button" className="evt-open" onClick={onOpen}>{text}<span className="dim ell"> · {message.subject ?? message.text.split('\n')[0]}</span><ChevronDown size={13} aria-hidden /></button><span className="sp" /><Delivery message={message} /><time className="num" title={format.exact(message.at)}>{format.time(message.at)}</time></div>
  )
}

function Bubble({ message, role }: { message: Message; role?: string }) {
  const t = useT(), format = useFormat(), note = message.visibility === 'internal', out = message.direction === 'out'
  const channel: ChannelMark = note ? 'note' : MARKS[message.channel] ?? 'portal'
  return (
    <article className={`msg${note ? ' note' : out ? ' out' : ''}`} id={`m-${message.id}`}>
      <Avatar name={message.from.name || message.from.address || '?'} size={28} {...(!out && !note ? { customer: true } : {})} />
      <div className="bub">
        <div className="mh"><b className="nw">{message.from.name || message.from.address}</b>{role && <span className="ell">{role}</span>}<ChannelIcon channel={channel} size={13} word />
          {note && <span className="b">{t('conversations.internal-only')}</span>}{message.firstResponse && <Tone kind="info">{t('conversations.is-first-response')}</Tone>}{message.initialSolution && <Tone kind="info">{t('conversations.initial-solution')}</Tone>}{message.corrects && <Tone kind="plain">{t('conversations.correction')}</Tone>}
          <span className="sp" /><Delivery message={message} /><time className="num" title={format.exact(message.at)}>{format.time(message.at)}</time></div>
        {message.delivery?.error && <div className="bad sm row g4" role="alert"><CircleAlert size={13} aria-hidden />{t('conversations.delivery.failed', { error: message.delivery.error })}</div>}
        {message.cc.length > 0 && <div className="sm dim ell">{t('conversations.cc', { names: message.cc.map((one) => one.name || one.address).join(', ') })}</div>}
        {message.html ? <div className="html" dangerouslySetInnerHTML={{ __html: message.html }} /> : <div className="text">{message.text}</div>}
        <Quoted text={message.html ? null : message.quotedText} />
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

const ON_ITS_WAY = new Set(['queued', 'sending'])

/** A mail of ours that has not left yet; what arrived needs no word. */
function Delivery({ message }: { message: Message }) {
  const t = useT()
  return message.delivery && ON_ITS_WAY.has(message.delivery.state) ? <span className="row g4 nw" title={t('conversations.delivery.waiting')}><Clock3 size={12} role="img" aria-label={t('conversations.delivery.waiting')} /></span> : null
}
