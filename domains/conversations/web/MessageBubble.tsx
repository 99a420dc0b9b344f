// One entry of the conversation: customer square and white, us round and tinted, internal notes dashed and marked.
import { FileText, Image as ImageIcon } from 'lucide-react'
import { Avatar, ChannelIcon, type ChannelMark } from '../../../web/design/Marks.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { Message } from '../contract/message.ts'

const MARKS: Record<string, ChannelMark> = { mail: 'email', portal: 'portal', phone: 'phone', chat: 'chat', im: 'im', 'on-site': 'on-site', api: 'api', note: 'note', monitor: 'monitoring' }
export const attachmentUrl = (id: string): string => `/api/v1/attachments/${encodeURIComponent(id)}`

export function MessageBubble({ message, role }: { message: Message; role?: string }) {
  const t = useT(), format = useFormat(), note = message.visibility === 'internal', out = message.direction === 'out'
  const channel: ChannelMark = note ? 'note' : MARKS[message.channel] ?? 'portal'
  return (
    <article className={`msg${note ? ' note' : out ? ' out' : ''}`}>
      <Avatar name={message.from.name || message.from.address || '?'} size={28} {...(!out && !note ? { customer: true } : {})} />
      <div className="bub">
        <div className="mh"><b>{message.from.name || message.from.address}</b>{role && <span className="ell">{role}</span>}<ChannelIcon channel={channel} size={13} word />
          {note && <span className="b">{t('conversations.internal-only')}</span>}{message.initialSolution && <span className="b">{t('conversations.initial-solution')}</span>}<span className="sp" /><time className="num" title={format.exact(message.at)}>{format.time(message.at)}</time></div>
        {message.delivery?.error && <div className="bad sm" role="alert">{t('conversations.delivery.failed', { error: message.delivery.error })}</div>}
        {message.html ? <div className="html" dangerouslySetInnerHTML={{ __html: message.html }} /> : <div className="text">{message.text}</div>}
        {message.attachments.filter((a) => !a.inline || !message.html).map((a) => <a key={a.id} className="att" href={attachmentUrl(a.id)} target="_blank" rel="noreferrer">{/^image\/(png|jpeg|gif|webp)$/.test(a.contentType) ? <img src={attachmentUrl(a.id)} alt={a.name} loading="lazy" /> : a.contentType.startsWith('image/') ? <ImageIcon size={13} aria-hidden /> : <FileText size={13} aria-hidden />}<span>{a.name}</span><span className="dim">{format.bytes(a.size)}</span></a>)}
      </div>
    </article>
  )
}
