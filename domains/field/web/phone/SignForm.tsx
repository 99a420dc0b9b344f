// The customer signs on the phone, and may rate the visit there; or the reason why nobody could sign is kept (R5.2-15, S-047).
import { Star } from 'lucide-react'
import { useState } from 'react'
import { useT } from '../../../../web/i18n/i18n.ts'
import { SignaturePad } from './SignaturePad.tsx'

export interface Signing { signedBy: string; strokes: number[][]; unsignedReason: string; score: number; comment: string }
export const NOBODY_YET: Signing = { signedBy: '', strokes: [], unsignedReason: '', score: 0, comment: '' }
/** Complete: a name and a signature, or the reason. */
export const isComplete = (s: Signing): boolean => (s.signedBy.trim() !== '' && s.strokes.length > 0) || s.unsignedReason.trim() !== ''
export const signData = (s: Signing): Record<string, unknown> => ({
  ...(s.strokes.length > 0 && s.signedBy.trim() ? { signedBy: s.signedBy.trim(), signature: s.strokes } : { unsignedReason: s.unsignedReason.trim() }), ...(s.score > 0 ? { score: s.score } : {}), ...(s.comment.trim() ? { comment: s.comment.trim() } : {}),
})

export function SignForm({ value, onChange }: { value: Signing; onChange: (value: Signing) => void }) {
  const t = useT(), [absent, setAbsent] = useState(false), change = (more: Partial<Signing>) => onChange({ ...value, ...more })
  return (
    <section className="fd-card col" aria-label={t('field.step.sign')}>
      <h2>{t('field.step.sign')}</h2>
      {absent ? <label className="ff"><span className="ff-label">{t('field.sign.why')}</span><input className="field" value={value.unsignedReason} onChange={(event) => change({ unsignedReason: event.target.value, strokes: [] })} /></label>
        : <><label className="ff"><span className="ff-label">{t('field.sign.name')}</span><input className="field" value={value.signedBy} autoComplete="off" onChange={(event) => change({ signedBy: event.target.value })} /></label><SignaturePad strokes={value.strokes} onChange={(strokes) => change({ strokes, unsignedReason: '' })} />
          <fieldset className="fd-stars"><legend>{t('field.sign.rate')}</legend>{[1, 2, 3, 4, 5].map((n) => <label key={n} className={n <= value.score ? 'on' : ''}><input type="radio" className="sr" name="score" checked={n === value.score} onChange={() => change({ score: n })} /><Star size={32} fill="currentColor" strokeWidth={1} aria-hidden /><span className="sr">{t('field.sign.stars', { count: n })}</span></label>)}</fieldset>
          <label className="ff"><span className="ff-label">{t('field.sign.comment')}</span><input className="field" value={value.comment} onChange={(event) => change({ comment: event.target.value })} /></label></>}
      <label className="row"><input type="checkbox" className="nck" checked={absent} onChange={(event) => { setAbsent(event.target.checked); change(event.target.checked ? { strokes: [], signedBy: '', score: 0, comment: '' } : { unsignedReason: '' }) }} />{t('field.sign.absent')}</label>
    </section>
  )
}
