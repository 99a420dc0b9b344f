// Screenshots and files: camera, album, paste. Images are shrunk to 1600 px on the device before they travel.
import { Camera, Plus, X } from 'lucide-react'
import { useEffect, useRef, useState, type ChangeEvent } from 'react'
import { filesApi } from '../../../../platform/contract/files.ts'
import { call } from '../../../../web/api/call.ts'
import { toastProblem } from '../../../../web/design/Feedback.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { shrunk } from './shrink-image.ts'

export interface Picture { id: string; name: string; preview: string | null }

interface PicturesProps { pictures: readonly Picture[]; onChange: (pictures: readonly Picture[]) => void; /** One row of buttons below another field, without a heading. */ small?: boolean }

export function Pictures({ pictures, onChange, small }: PicturesProps) {
  const t = useT(), [busy, setBusy] = useState(0), latest = useRef(pictures)
  latest.current = pictures
  const add = async (files: readonly File[]) => {
    for (const file of files) {
      setBusy((n) => n + 1)
      try {
        const small = await shrunk(file), form = new FormData()
        form.append('files', small, small.name)
        const { items } = await call(filesApi.upload, { files: form } as never)
        onChange([...latest.current, ...items.map((item) => ({ id: item.id, name: item.name, preview: small.type.startsWith('image/') ? URL.createObjectURL(small) : null }))])
      } catch (error) { toastProblem(error, () => { void add([file]) }) } finally { setBusy((n) => n - 1) }
    }
  }
  const addLatest = useRef(add)
  addLatest.current = add
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => { const files = [...event.clipboardData?.files ?? []]; if (files.length) { event.preventDefault(); void addLatest.current(files) } }
    addEventListener('paste', onPaste)
    return () => removeEventListener('paste', onPaste)
  }, [])
  const pick = (event: ChangeEvent<HTMLInputElement>) => { void add([...event.target.files ?? []]); event.target.value = '' }
  return (
    <div role="group" aria-label={t('cases.portal.pictures')}>{!small && <span className="fl" aria-hidden>{t('cases.portal.pictures')}<span>{t('cases.portal.pictures.note')}</span></span>}
      <div className={`shots${small ? ' small' : ''}`} aria-busy={busy > 0}>
        {pictures.map((p) => <div key={p.id} className={`shotc${p.preview ? '' : ' name'}`}>{p.preview ? <img src={p.preview} alt={p.name} /> : p.name}<button type="button" className="x" aria-label={t('cases.portal.pictures.remove', { name: p.name })} onClick={() => onChange(pictures.filter((x) => x.id !== p.id))}><i><X size={14} /></i></button></div>)}
        <label className="shotc add phone-only"><Camera size={20} aria-hidden />{t('cases.portal.pictures.camera')}<input type="file" className="sr" accept="image/*" capture="environment" onChange={pick} /></label>
        <label className="shotc add"><Plus size={20} aria-hidden />{t(busy ? 'cases.portal.pictures.busy' : 'cases.portal.pictures.pick')}<input type="file" className="sr" multiple onChange={pick} /></label>
      </div>
    </div>
  )
}
