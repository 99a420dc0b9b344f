// Every mark in every state (picture 12b).
import { useT } from '../../i18n/i18n.ts'
import { ClockStrip } from '../ClockStrip.tsx'
import { Panel } from '../Layout.tsx'
import { Avatar, ChannelIcon, ClauseMark, Level, Prio, Tier, Tone, type ChannelMark, type ToneKind } from '../Marks.tsx'
import { SlaChip, SlaGlyph } from '../SlaMarks.tsx'
import { StepBar, Stepper, UprightSteps } from '../Stepper.tsx'
import type { SlaState } from '../sla-view.ts'
import { sampleClock, sampleClocks } from './samples.ts'
import './gallery.css'

const states: SlaState[] = ['pending', 'track', 'soon', 'critical', 'breach', 'paused', 'met', 'missed', 'superseded']
const tones: ToneKind[] = ['info', 'good', 'warn', 'bad', 'plain', 'violet']
const channels: ChannelMark[] = ['email', 'phone', 'chat', 'im', 'portal', 'mobile', 'note', 'automation', 'monitoring', 'on-site', 'api']

export function MarksBoard() {
  return (
    <div className="col" style={{ gap: 12 }}>
      <div className="gal-two"><SlaTable /><div className="col" style={{ gap: 12 }}><PriorityPanel /><LevelPanel /><TonePanel /><ChartPanel /></div></div>
      <ClockPanel /><StepPanel /><TypePanel />
    </div>
  )
}

function SlaTable() {
  const t = useT(), label = t('web.design.resolve')
  return (
    <Panel title={t('web.design.sla')} pad={false}><div className="tbl-wrap" tabIndex={0} role="region" aria-label={t('web.design.sla')}><table className="tbl">
      <thead><tr>{(['chip', 'mono', 'state', 'when', 'shape'] as const).map((c) => <th key={c} scope="col">{t(`web.design.col.${c}`)}</th>)}</tr></thead>
      <tbody>{states.map((state) => (
        <tr key={state}><td><SlaChip clock={sampleClock(state)} label={label} /></td><td style={{ filter: 'grayscale(1)' }}><SlaGlyph state={state} size={16} used={0.4} /></td>
          <td className="b nw">{t(`web.sla.state.${state}`)}</td><td className="t2 nw">{t(`web.design.when.${state}`)}</td><td className="t2">{t(`web.design.shape.${state}`)}</td></tr>
      ))}</tbody></table></div></Panel>
  )
}

function PriorityPanel() {
  const t = useT()
  return <Panel title={t('web.design.priority')}><div className="row wrap" style={{ gap: '8px 24px' }}><Prio level="A" word /><Prio level="B" word /><Prio level="C" word /><Prio level="URGENT" word /><Prio level="GENERAL" word /><Prio level="COMPLEX" word /></div><div className="sm dim gal-note">{t('web.design.priority-note')}</div></Panel>
}

function LevelPanel() {
  const t = useT()
  return <Panel title={t('web.design.level')}><div className="row wrap" style={{ gap: 10 }}><Level level={1} /><Level level={2} /><Level level={3} /><Level level={4} /></div><div className="sm dim gal-note">{t('web.design.level-note')}</div></Panel>
}

function TonePanel() {
  const t = useT()
  return (
    <Panel title={t('web.design.tone')}>
      <div className="row wrap"><Tier tier="vip" /><Tier tier="standard" /><Tier tier="prospect" />{tones.map((kind) => <Tone key={kind} kind={kind}>{t(`web.design.tone.${kind}`)}</Tone>)}<ClauseMark clause="§3.3" title={t('web.design.clause-title')} /></div>
      <div className="row wrap" style={{ marginTop: 10, gap: 12 }}><Avatar name={t('web.design.person.lin')} size={28} state="online" /><Avatar name={t('web.design.person.qian')} size={28} customer />{channels.map((channel) => <ChannelIcon key={channel} channel={channel} word />)}</div>
    </Panel>
  )
}

function ChartPanel() {
  const t = useT()
  return <Panel title={t('web.design.chart')}><div className="row g6">{[1, 2, 3, 4, 5, 6].map((i) => <span key={i} style={{ flex: 1, height: 26, borderRadius: 5, background: `var(--hy-chart-${i})` }} />)}</div><div className="sm dim gal-note">{t('web.design.chart-note')}</div></Panel>
}

function ClockPanel() {
  const t = useT(), clocks = sampleClocks(t)
  return <Panel title={t('web.design.clocks')}><div className="col" style={{ gap: 12 }}><ClockStrip clocks={clocks} /><div style={{ maxWidth: 640 }}><ClockStrip clocks={clocks} small /></div></div></Panel>
}

const STEP_IDS = ['intake', 'classify', 'diagnose', 'solve', 'verify', 'confirm', 'archive'] as const

function StepPanel() {
  const t = useT(), steps = STEP_IDS.map((id) => ({ id, label: t(`web.design.step.${id}`), note: t(`web.design.step-note.${id}`) }))
  return <Panel title={t('web.design.steps')}><div className="col" style={{ gap: 14 }}><Stepper steps={steps} current={2} /><Stepper steps={steps} current={2} small /><div style={{ maxWidth: 320 }}><StepBar current={2} /></div><div style={{ maxWidth: 420 }}><UprightSteps steps={steps.slice(0, 4)} current={2} /></div></div></Panel>
}

function TypePanel() {
  const t = useT()
  return (
    <Panel title={t('web.design.type')}><div className="row wrap" style={{ gap: '8px 32px', alignItems: 'baseline' }}>
      <span style={{ fontSize: 40, lineHeight: '44px', fontWeight: 600 }} className="num">2:28:48</span><span style={{ fontSize: 22, lineHeight: '30px', fontWeight: 600 }}>{t('web.design.sample-title')}</span>
      <span style={{ fontSize: 15, lineHeight: '27px' }}>{t('web.design.sample-read')}</span><span>{t('web.design.sample-body')}</span><span className="sm">{t('web.design.sample-small')}</span><span className="mono">V1.2.0-20240515-UserAccess</span>
    </div></Panel>
  )
}
