// A number by camera where the browser can read codes, else by hand: the field is always there.
import { ScanLine } from 'lucide-react'
import { useRef, type ChangeEvent } from 'react'
import { toast } from '../../../../web/design/Feedback.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'

interface Detector { detect: (image: ImageBitmap) => Promise<{ rawValue: string }[]> }
const detectorOf = (): (new () => Detector) | undefined => (globalThis as { BarcodeDetector?: new () => Detector }).BarcodeDetector

export function ScanField({ label, value, onChange, big }: { label: string; value: string; onChange: (value: string) => void; big?: boolean }) {
  const t = useT(), camera = useRef<HTMLInputElement>(null), Found = detectorOf()
  const read = async (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file || !Found) return
    const codes = await new Found().detect(await createImageBitmap(file)).catch(() => [])
    if (codes[0]) onChange(codes[0].rawValue)
    else toast(t('field.scan.nothing'))
  }
  return (
    <div className="row fd-scan"><label className="ff"><span className="ff-label">{label}</span><input className="field" value={value} autoCapitalize="characters" onChange={(event) => onChange(event.target.value)} /></label>
      {Found && <><button type="button" className={`btn btn-plain${big ? ' btn-large' : ''}`} onClick={() => camera.current?.click()}><ScanLine size={20} aria-hidden />{t('field.scan')}</button><input ref={camera} type="file" className="sr" accept="image/*" capture="environment" tabIndex={-1} aria-hidden onChange={(event) => { void read(event) }} /></>}</div>
  )
}
