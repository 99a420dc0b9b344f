// The people at the right: load by level, shift, absence; for the chosen case whom the rule proposes and what speaks against the others.
import { ArrowRightLeft, CalendarOff, Sparkles } from 'lucide-react'
import { useState } from 'react'
import { useApi } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Avatar, Kbd, Tone } from '../../../../web/design/Marks.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { useShortcut } from '../../../../web/shell/shortcuts.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { CaseSummary } from '../../../cases/contract/case.ts'
import { dispatchApi } from '../../contract/api.ts'
import type { Candidate, Explanation } from '../../contract/assignment.ts'
import type { Board, BoardPerson } from '../../contract/board.ts'
import { HandOverWork } from './HandOverWork.tsx'
import { HandoverNotes } from './HandoverNotes.tsx'
import { LoadBar } from './LoadBar.tsx'

interface PeoplePanelProps { board: Board; current: CaseSummary | null; dragging: boolean; busy: boolean; unit: string | undefined; onGive: (person: BoardPerson) => void; onSuggest: () => void }

export function PeoplePanel({ board, current, dragging, busy, unit, onGive, onSuggest }: PeoplePanelProps) {
  const t = useT(), [leaving, setLeaving] = useState<BoardPerson | null>(null), may = useMay('cases.assign'), asks = current !== null && !current.restricted
  const proposal = useApi(dispatchApi.candidates, { params: { id: current?.id ?? '' } }, { enabled: asks, keep: true, staleTime: 10_000 }), known = asks ? proposal.data : undefined
  const heaviest = Math.max(10, ...board.people.map((p) => p.load.weight)), order = inOrder(board.people, known)
  return (
    <section className={`dp-people${dragging ? ' dragging' : ''}`} aria-labelledby="dp-people">
      <h2 id="dp-people">{t('dispatch.people')}<span className="num dp-n">{board.people.length}</span></h2>
      {current && <Proposal value={current} proposal={known} busy={busy} may={may} onSuggest={onSuggest} />}
      <ul className="dp-plist">
        {order.map((p, i) => <PersonRow key={p.id} person={p} heaviest={heaviest} digit={i < 9 ? i + 1 : null} candidate={known?.candidates.find((c) => c.id === p.id)} has={current?.handler?.id === p.id} target={current && may && !current.restricted ? current : null} busy={busy} onGive={() => onGive(p)} onHandOver={may && p.load.cases > 0 ? () => setLeaving(p) : null} />)}
      </ul>
      <HandoverNotes unit={unit} />
      {leaving && <HandOverWork person={leaving} people={board.people} onClose={() => setLeaving(null)} />}
    </section>
  )
}

/** As the rule orders them for the chosen case: who fits first. */
function inOrder(people: readonly BoardPerson[], known: Explanation | undefined): BoardPerson[] {
  const fit = new Map((known?.candidates ?? []).filter((c) => c.out.length === 0).map((c, i) => [c.id, c.chosen ? -1 : i]))
  return people.toSorted((a, b) => (fit.get(a.id) ?? 99) - (fit.get(b.id) ?? 99))
}

function Proposal({ value, proposal, busy, may, onSuggest }: { value: CaseSummary; proposal: Explanation | undefined; busy: boolean; may: boolean; onSuggest: () => void }) {
  const t = useT()
  if (value.restricted) return <p className="dp-prop sm t2">{t('dispatch.restricted')}</p>
  return (
    <div className="dp-prop">
      <span className="ell sm t2">{value.title}</span>
      <div className="row"><Sparkles size={14} aria-hidden className="dim" />
        {proposal?.chosen ? <span className="ell">{t('dispatch.proposal', { name: proposal.chosen.name })} <span className="sm t2">{t(`dispatch.because.${proposal.because}`)}</span></span> : <span className="sm t2">{proposal ? t('dispatch.because.nobody') : '…'}</span>}
        <span className="sp" />{may && proposal?.chosen && proposal.chosen.id !== value.handler?.id && value.state !== 'new' && <Button size="small" kind="primary" busy={busy} onClick={onSuggest}>{t('dispatch.accept')} <Kbd k="s" /></Button>}</div>
    </div>
  )
}

interface PersonRowProps { person: BoardPerson; heaviest: number; digit: number | null; candidate: Candidate | undefined; has: boolean; target: CaseSummary | null; busy: boolean; onGive: () => void; onHandOver: (() => void) | null }

function PersonRow({ person: p, heaviest, digit, candidate, has, target, busy, onGive, onHandOver }: PersonRowProps) {
  const t = useT(), [over, setOver] = useState(false), hard = candidate?.out.some((o) => o.hard) ?? false, may = target !== null && !hard && !has && target.state !== 'new'
  useShortcut(String(digit ?? ''), onGive, {}, digit !== null && may && !busy)
  return (
    <li className={`dp-p${over ? ' over' : ''}${p.absentUntil || p.shift === 'off' ? ' away' : ''}${candidate?.chosen ? ' best' : ''}`} onDragOver={(event) => { if (may) { event.preventDefault(); setOver(true) } }} onDragLeave={() => setOver(false)} onDrop={(event) => { event.preventDefault(); setOver(false); if (may) onGive() }}>
      <Avatar name={p.name} size={28} state={p.absentUntil ? 'away' : p.shift === 'off' ? 'away' : p.load.breached > 0 ? 'busy' : 'online'} />
      <div className="dp-pm">
        <div className="row g6"><b className="nw">{p.name}</b><Presence person={p} /><span className="sp" />{onHandOver && <button type="button" className="ib dp-over" aria-label={t('dispatch.hand-over.title', { name: p.name })} title={t('dispatch.hand-over.title', { name: p.name })} onClick={onHandOver}><ArrowRightLeft size={14} aria-hidden /></button>}
          {target && (has ? <span className="sm dim nw">{t('dispatch.has')}</span> : <button type="button" className="dp-give" disabled={!may || busy} onClick={onGive}>{t('dispatch.assign')}<span className="sr">{t('dispatch.give-to', { number: target.number, name: p.name })}</span>{digit !== null && <span aria-hidden><Kbd k={String(digit)} /></span>}</button>)}</div>
        <LoadBar person={p} heaviest={heaviest} />
        {candidate && candidate.out.length > 0 && <div className="sm dp-out">{candidate.out.map((o) => o.text).join(t('dispatch.separator'))}</div>}
        {candidate && candidate.out.length === 0 && candidate.lacks.length > 0 && <div className="sm dim">{candidate.lacks.map((o) => o.text).join(t('dispatch.separator'))}</div>}
      </div>
    </li>
  )
}

function Presence({ person: p }: { person: BoardPerson }) {
  const t = useT(), format = useFormat(), now = useServerMinute()
  if (p.absentUntil) return <span className="row g4 sm t2 nw"><CalendarOff size={13} aria-hidden />{t('dispatch.away', { until: format.moment(p.absentUntil, now) })}{p.deputy && <> · {t('dispatch.deputy', { name: p.deputy.name })}</>}</span>
  if (p.shift === 'on') return <Tone kind="good">{t('dispatch.shift.on')}</Tone>
  return p.shift === 'off' ? <span className="sm dim nw">{t('dispatch.shift.off')}</span> : null
}
