// "Why 14:37?": policy, version, clause, start, calendar, target, pauses, arithmetic; the clauses that did not govern; what was superseded.
import { ClauseMark, Tone } from '../../../web/design/Marks.tsx'
import { Drawer } from '../../../web/design/Dialog.tsx'
import { Facts, SidePart } from '../../../web/design/Layout.tsx'
import { Moment } from '../../../web/design/Text.tsx'
import { SlaChip } from '../../../web/design/SlaMarks.tsx'
import { useFormat, useT } from '../../../web/i18n/i18n.ts'
import type { Clock } from '../contract/clock.ts'
import { governing, history, references } from './clock-view.ts'

export function WhyDrawer({ clocks, focus, onClose }: { clocks: readonly Clock[]; focus: string; onClose: () => void }) {
  const t = useT(), all = governing(clocks), clock = all.find((c) => `${c.kind}:${c.round}` === focus) ?? all.find((c) => c.kind === focus.split(':')[0])
  const kind = focus.split(':')[0] as Clock['kind'], beside = references(clocks).filter((c) => c.kind === kind), old = history(clocks).filter((c) => c.kind === kind)
  return (
    <Drawer open onClose={onClose} title={t('sla.why.title', { clock: t(`sla.kind.${kind}`) })}>
      {clock ? <ClockWhy clock={clock} /> : <p className="t2">{t('sla.why.later')}</p>}
      {beside.length > 0 && <SidePart title={t('sla.why.references')}>{beside.map((c, i) => <Limit key={i} clock={c} />)}</SidePart>}
      {old.length > 0 && <SidePart title={t('sla.why.history')}>{old.map((c, i) => <Limit key={i} clock={c} />)}</SidePart>}
    </Drawer>
  )
}

function ClockWhy({ clock }: { clock: Clock }) {
  const t = useT(), format = useFormat()
  return (
    <>
      <SidePart>
        <div className="row"><SlaChip clock={clock} label={t(`sla.kind.${clock.kind}`)} /><ClauseMark clause={clock.clause} />{clock.provisional && <Tone kind="warn">{t('sla.provisional')}</Tone>}</div>
        <p>{clock.why}</p>
      </SidePart>
      <SidePart>
        <Facts labelWidth={88} rows={[
          [t('sla.why.policy'), `${clock.policy} v${clock.version}`], [t('sla.why.level'), clock.level ?? '—'], [t('sla.why.start'), <Moment key="s" at={clock.startedAt} />], [t('sla.why.calendar'), clock.calendar === '24x7' ? t('sla.calendar.24x7') : clock.calendar],
          [t('sla.why.target'), format.duration(clock.target)], [t('sla.why.paused'), format.duration(clock.pausedTotal)], [t('sla.why.due'), clock.dueAt ? <Moment key="d" at={clock.dueAt} /> : '—'],
          ...(clock.printed ? [[t('sla.why.printed'), `${clock.printed.from ? `${format.duration(clock.printed.from)} – ` : ''}${format.duration(clock.printed.to)}${clock.printed.note ? ` · ${clock.printed.note}` : ''}`] as const] : []),
        ]} />
      </SidePart>
      {clock.others.length > 0 && <SidePart title={t('sla.why.others')}>{clock.others.map((o, i) => <div key={i} className="row sm"><ClauseMark clause={o.clause} /><span>{o.policy} v{o.version}</span><span className="sp" /><span className="num">{format.duration(o.target)}</span></div>)}</SidePart>}
      {clock.segments.length > 1 && <SidePart title={t('sla.why.segments')}>{clock.segments.map((s, i) => <div key={i} className="row sm"><span>{t(`sla.segment.${s.state}`)}</span><span className="dim ell">{s.cause}</span><span className="sp" /><Moment at={s.from} /></div>)}</SidePart>}
    </>
  )
}

function Limit({ clock }: { clock: Clock }) {
  const t = useT(), format = useFormat()
  return <div className="row sm"><ClauseMark clause={clock.clause} /><span className="ell">{clock.policy} v{clock.version}{clock.supersededBecause ? ` · ${clock.supersededBecause}` : ''}</span><span className="sp" /><span className="num">{format.duration(clock.target)}</span><SlaChip bare clock={clock} label={t(`sla.state.${clock.state}`)} /></div>
}
