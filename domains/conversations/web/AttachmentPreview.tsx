// A file shown in place: pictures, PDF and text; everything else is a download.
import { Download } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Dialog } from '../../../web/design/Dialog.tsx'
import { ErrorState, Loading } from '../../../web/design/States.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { Attachment } from '../contract/message.ts'
import { attachmentUrl } from './attachment-url.ts'
import { PICTURE } from './can-preview.ts'

const MOST_TEXT = 200_000

type Shown = { kind: 'loading' } | { kind: 'pdf'; url: string } | { kind: 'text'; text: string; cut: boolean } | { kind: 'error'; error: unknown }

/** The bytes are fetched with the reader's own rights; a frame never gets the address itself. */
function useBytes(item: Attachment): Shown {
  const [shown, setShown] = useState<Shown>({ kind: 'loading' })
  useEffect(() => {
    if (PICTURE.test(item.contentType)) return
    const abort = new AbortController()
    let url = ''
    void (async () => {
      try {
        const reply = await fetch(attachmentUrl(item.id), { signal: abort.signal })
        if (!reply.ok) throw new Error(`${reply.status}`)
        const bytes = await reply.arrayBuffer()
        if (item.contentType === 'application/pdf') { url = URL.createObjectURL(new Blob([bytes], { type: 'application/pdf' })); setShown({ kind: 'pdf', url }) } else setShown({ kind: 'text', text: new TextDecoder().decode(bytes.slice(0, MOST_TEXT)), cut: bytes.byteLength > MOST_TEXT })
      } catch (error) { if (!abort.signal.aborted) setShown({ kind: 'error', error }) }
    })()
    return () => { abort.abort(); if (url) URL.revokeObjectURL(url) }
  }, [item.id, item.contentType])
  return shown
}

export function AttachmentPreview({ item, onClose }: { item: Attachment; onClose: () => void }) {
  const t = useT(), format = useFormat(), shown = useBytes(item)
  return (
    <Dialog open onClose={onClose} title={item.name} width={960} footer={<><span className="dim sm">{format.bytes(item.size)}</span><span className="sp" /><a className="btn btn-plain btn-middle" href={attachmentUrl(item.id)} download={item.name}><Download size={14} aria-hidden />{t('conversations.preview.download')}</a></>}>
      <div className="preview">
        {PICTURE.test(item.contentType) ? <img src={attachmentUrl(item.id)} alt={item.name} /> : shown.kind === 'loading' ? <Loading rows={6} /> : shown.kind === 'error' ? <ErrorState error={shown.error} />
          // oxlint-disable-next-line react/iframe-missing-sandbox -- the browser's own viewer of PDF does not start in a sandbox; it runs no script of the page, and the type was read from the bytes
          : shown.kind === 'pdf' ? <iframe title={item.name} src={shown.url} /> : <><pre tabIndex={0}>{shown.text}</pre>{shown.cut && <p className="dim sm">{t('conversations.preview.cut')}</p>}</>}
      </div>
    </Dialog>
  )
}
