// "Why 14:37?": policy, version, clause, start, calendar, target, pauses, arithmetic; the clauses that did not govern; what was superseded.
import { useState } from 'react'
import { ClauseMark, Tone } from '../../../web/design/Marks.tsx'
import { Drawer } from '../../../web/design/Dialog.tsx'
import { Facts, SidePart } from '../../../web/design/Layout.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { SlaChip } from '../../../web/design/SlaMarks.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { Clock } from '../contract/clock.ts'
import { BECAUSE, governing, history, references } from './clock-view.ts'

const idOf = (clock: Clock) => `${clock.kind}:${clock.round}`

export function WhyDrawer({ clocks, focus: first, onClose }: { clocks: readonly Clock[]; focus: string; onClose: () => void }) {
  const t = useT(), [focus, setFocus] = useState(first), all = governing(clocks), clock = all.find((c) => idOf(c) === focus) ?? all.find((c) => c.kind === focus.split(':')[0])
  const kind = focus.split(':')[0] as Clock['kind'], beside = references(clocks).filter((c) => c.kind === kind), old = history(clocks).filter((c) => c.kind === kind), others = all.filter((c) => c.kind !== kind)
  return (
    <Drawer open onClose={onClose} title={t('sla.why.title', { clock: t(`sla.clock.${kind}`) })}>
      {clock ? <ClockWhy clock={clock} /> : <p className="t2">{t('sla.why.later')}</p>}
      {beside.length > 0 && <SidePart title={t('sla.why.references')}>{beside.map((c, i) => <Limit key={i} clock={c} />)}</SidePart>}
      {old.length > 0 && <SidePart title={t('sla.why.history')}>{old.map((c, i) => <Limit key={i} clock={c} />)}</SidePart>}
      {others.length > 0 && <SidePart title={t('sla.why.all')}><div className="row wrap">{others.map((c) => <button key={idOf(c)} type="button" className="why-other" onClick={() => setFocus(idOf(c))}><SlaChip clock={c} label={t(`sla.clock.${c.kind}`)} /></button>)}</div></SidePart>}
    </Drawer>
  )
}

function ClockWhy({ clock }: { clock: Clock }) {
  const t = useT(), format = useFormat(), known = (policy: string) => !policy.startsWith('POL-CONTRACT-')
  const policyName = known(clock.policy) ? t(`sla.policy.${clock.policy}`) : t('sla.policy.POL-CONTRACT')
  return (
    <>
      <SidePart>
        <div className="row"><SlaChip clock={clock} label={t(`sla.clock.${clock.kind}`)} /><ClauseMark clause={clock.clause} />{clock.provisional && <Tone kind="warn">{t('sla.provisional')}</Tone>}</div>
        <p style={{ marginTop: 8 }}>{clock.why}</p>
      </SidePart>
      <SidePart>
        <Facts labelWidth={88} rows={[
          [t('sla.why.policy'), <span key="p">{policyName} <span className="dim nw">{t('sla.why.version', { policy: clock.policy, version: clock.version })}</span></span>], ...(clock.level ? [[t('sla.why.level-name'), t(`sla.level.${clock.level}`)] as const] : []),
          [t('sla.why.start'), <Moment key="s" at={clock.startedAt} />], [t('sla.why.calendar'), clock.calendar === '24x7' ? t('sla.calendar.24x7') : clock.calendar],
          [t('sla.why.target'), format.duration(clock.target)], ...(clock.segments.some((s) => s.state === 'paused') ? [[t('sla.why.paused-total'), format.duration(clock.pausedTotal)] as const] : []), [t('sla.why.due'), clock.dueAt ? <Moment key="d" at={clock.dueAt} /> : '—'],
          ...(clock.printed ? [[t('sla.why.as-printed'), `${clock.printed.from ? `${format.duration(clock.printed.from)} – ` : ''}${format.duration(clock.printed.to)}${clock.printed.note ? ` · ${clock.printed.note}` : ''}`] as const] : []),
        ]} />
      </SidePart>
      {clock.others.length > 0 && <SidePart title={t('sla.why.others')}>{clock.others.map((o, i) => <div key={i} className="row sm"><ClauseMark clause={o.clause} /><span>{t('sla.why.version', { policy: o.policy, version: o.version })}</span><span className="sp" /><span className="num">{format.duration(o.target)}</span></div>)}</SidePart>}
      {clock.segments.length > 1 && <SidePart title={t('sla.why.segments')}>{clock.segments.map((s, i) => <div key={i} className="row sm"><span className="nw">{t(`sla.segment.${s.state}`)}</span><span className="dim ell">{t(`sla.cause.${s.cause}`)}</span><span className="sp" /><span className="nw"><Moment at={s.from} /> – {s.to ? <Moment at={s.to} /> : t('sla.why.now')}</span></div>)}</SidePart>}
    </>
  )
}

function Limit({ clock }: { clock: Clock }) {
  const t = useT(), format = useFormat(), because = clock.supersededBecause && (BECAUSE.has(clock.supersededBecause) ? t(`sla.because.${clock.supersededBecause}`) : clock.supersededBecause)
  return <div className="row sm why-limit"><ClauseMark clause={clock.clause} /><span className="ell">{t('sla.why.version', { policy: clock.policy, version: clock.version })}{because ? ` · ${because}` : ''}</span><span className="sp" /><span className="num nw">{format.duration(clock.target)}</span><SlaChip bare clock={clock} /></div>
}
