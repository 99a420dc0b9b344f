// Files of a message: pictures as pictures, the rest by name and size; what may not be opened says why.
import { FileText, Image as ImageIcon, ShieldX } from 'lucide-react'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import { lazy, Suspense, useState } from 'react'
import type { Attachment } from '../contract/message.ts'
import { canPreview } from './can-preview.ts'
import { attachmentUrl } from './attachment-url.ts'

const AttachmentPreview = lazy(() => import('./AttachmentPreview.tsx').then((m) => ({ default: m.AttachmentPreview })))

const SHOWN = /^image\/(png|jpeg|gif|webp)$/

export function AttachmentList({ items }: { items: readonly Attachment[] }) {
  return items.length === 0 ? null : <div className="atts">{items.map((a) => <AttachmentChip key={a.id} item={a} />)}</div>
}

export function AttachmentChip({ item }: { item: Attachment }) {
  const t = useT(), format = useFormat(), [open, setOpen] = useState(false), size = <span className="dim nw">{format.bytes(item.size)}</span>
  if (item.blocked) return <span className="att blocked" title={t(`conversations.blocked.${item.blocked}`)}><ShieldX size={13} aria-hidden /><span className="ell">{item.name}</span><span className="bad nw">{t(`conversations.blocked.${item.blocked}`)}</span></span>
  const isPicture = SHOWN.test(item.contentType)
  return (
    <><a className={`att${isPicture ? ' pic' : ''}`} href={attachmentUrl(item.id)} target="_blank" rel="noreferrer" onClick={(event) => { if (canPreview(item) && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); setOpen(true) } }}>
      {isPicture ? <img src={attachmentUrl(item.id)} alt={item.name} loading="lazy" {...(item.width && item.height ? { width: item.width, height: item.height } : {})} /> : item.contentType.startsWith('image/') ? <ImageIcon size={13} aria-hidden /> : <FileText size={13} aria-hidden />}
      <span className="row g6"><span className="ell">{item.name}</span>{size}</span>
    </a>{open && <Suspense fallback={null}><AttachmentPreview item={item} onClose={() => setOpen(false)} /></Suspense>}</>
  )
}
