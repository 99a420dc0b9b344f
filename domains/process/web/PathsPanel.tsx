// What the period shows beside the drawing: how many keep to it, where time goes, what is walked again, the ways that were taken.
import { SidePart } from '../../../web/design/Layout.tsx'
import { Tone } from '../../../web/design/Marks.tsx'
import { Meter } from '../../../web/design/Text.tsx'
import { useFormat, useLang, useT } from '../../../web/i18n/i18n.ts'
import { AppLink } from '../../../web/shell/AppLink.tsx'
import type { Paths } from '../contract/api.ts'
import type { Definition } from '../contract/definition.ts'

const MOST = 5

export function PathsPanel({ paths, definition, onChoose }: { paths: Paths; definition: Definition; onChoose: (id: string) => void }) {
  const t = useT(), format = useFormat(), lang = useLang(), nameOf = (id: string) => { const s = definition.steps.find((x) => x.id === id); return s ? (lang === 'en' ? s.name.en : s.name.zh) : id }
  const way = (steps: readonly string[]) => steps.map(nameOf).join(' → '), slow = paths.steps.toSorted((a, b) => b.totalSeconds - a.totalSeconds).slice(0, MOST)
  return (
    <>
      <SidePart title={t('process.paths.kept')}><p><b className="num">{paths.cases === 0 ? '—' : format.percent(paths.conforming / paths.cases)}</b> <span className="t2">{t('process.paths.of', { kept: format.number(paths.conforming), count: paths.cases })}</span></p>{paths.of > paths.cases && <p className="sm t2">{t('process.paths.sample', { cases: format.number(paths.cases), of: format.number(paths.of) })}</p>}</SidePart>
      <SidePart title={t('process.paths.time')}><ul className="pr-list">{slow.map((s) => <li key={s.step}><button type="button" className="pr-link" onClick={() => onChoose(s.step)}>{nameOf(s.step)}</button><span className="sp" /><Meter value={s.share * 100} label={format.percent(s.share)} /><span className="num sm">{format.percent(s.share)}</span></li>)}</ul></SidePart>
      {paths.loops.length > 0 && <SidePart title={t('process.paths.loops')}><ul className="pr-list">{paths.loops.slice(0, MOST).map((l) => <li key={l.steps.join()}><span>{way(l.steps)}</span><span className="sp" /><span className="num sm nw">{t('process.paths.loop', { count: l.cases, rounds: format.number(l.rounds) })}</span></li>)}</ul></SidePart>}
      <SidePart title={t('process.paths.variants')}><ol className="pr-list">{paths.variants.slice(0, MOST * 2).map((v) => <li key={v.steps.join()} className="col"><span className="sm">{way(v.steps)}</span><span className="row wrap g6 sm t2"><span className="num">{format.percent(v.share)} · {format.number(v.count)}</span><span className="num">{format.duration(v.medianSeconds * 1000)}</span>{!v.drawn && <Tone kind="warn">{t('process.paths.off')}</Tone>}<AppLink className="u num" to={`/cases/${v.example.id}`}>{v.example.number}</AppLink></span></li>)}</ol></SidePart>
    </>
  )
}
