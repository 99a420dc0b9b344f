// A field to sign on with a finger or a pen. Who cannot draw types the name and says why (the reason is a field of its own beside it).
import { useRef, useState, type PointerEvent } from 'react'
import { Button } from '../../../../web/design/Button.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { SignatureView } from '../SignatureView.tsx'

export function SignaturePad({ strokes, onChange }: { strokes: readonly (readonly number[])[]; onChange: (strokes: number[][]) => void }) {
  const t = useT(), box = useRef<HTMLDivElement>(null), [drawing, setDrawing] = useState<number[] | null>(null)
  const at = (event: PointerEvent): [number, number] => {
    const { left, top, width, height } = box.current!.getBoundingClientRect()
    const bounded = (value: number, most: number) => Math.round(Math.min(most, Math.max(0, value)))
    return [bounded(((event.clientX - left) / width) * 1000, 1000), bounded(((event.clientY - top) / height) * 400, 400)]
  }
  const all = [...strokes.map((s) => [...s]), ...(drawing ? [drawing] : [])]
  return (
    <div>
      <div ref={box} className="fd-pad" role="application" aria-label={t('field.sign.pad')}
        onPointerDown={(event) => { event.currentTarget.setPointerCapture(event.pointerId); setDrawing(at(event)) }}
        onPointerMove={(event) => { if (drawing && drawing.length < 3_900) setDrawing([...drawing, ...at(event)]) }}
        onPointerUp={() => { if (drawing && drawing.length >= 4 && strokes.length < 119) onChange([...strokes.map((s) => [...s]), drawing]); setDrawing(null) }}>
        {all.length > 0 && <SignatureView strokes={all} label={t('field.sign.drawn')} />}
      </div>
      <div className="row"><span className="sm t2">{t('field.sign.hint')}</span><span className="sp" />{strokes.length > 0 && <Button size="small" onClick={() => onChange([])}>{t('field.sign.clear')}</Button>}</div>
    </div>
  )
}
