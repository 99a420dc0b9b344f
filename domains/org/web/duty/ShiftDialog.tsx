// One shift: who is on it, changes of hands, and what it tells the next one.
import { ArrowLeftRight, Check } from 'lucide-react'
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { Avatar } from '../../../../web/design/Marks.tsx'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { Moment } from '../../../../web/design/Text.tsx'
import { useLang, useT } from '../../../../web/i18n/i18n.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { rosterApi } from '../../contract/roster-api.ts'
import type { Roster, RosterShift } from '../../contract/roster.ts'
import { dayText, hoursOf } from './duty-view.ts'
import { PersonSelect } from './PersonSelect.tsx'

export function ShiftDialog({ roster, zone, shift, onClose, onChanged }: { roster: Roster; zone: string; shift: RosterShift; onClose: () => void; onChanged: () => void }) {
  const t = useT(), lang = useLang(), { person: me } = useSession(), hours = hoursOf(zone, shift), [out, setOut] = useState<string | null>(null), [taker, setTaker] = useState('')
  const done = (text: string) => { toast(text); setOut(null); setTaker(''); onChanged() }
  const swap = useSubmit(rosterApi.swap, { invalidates: [rosterApi.listRosters], onDone: () => done(t('org.duty.swapped')) }), undo = useSubmit(rosterApi.removeSwap, { invalidates: [rosterApi.listRosters], onDone: () => done(t('org.duty.swap-undone')) })
  const over = Date.parse(shift.to) <= serverNow(), onIt = shift.people.some((p) => p.id === me.id)
  const send = (outId: string, inId: string | null) => { void swap.submit({ params: { id: roster.id }, body: { shiftId: shift.shiftId, date: shift.date, outId, inId } }) }
  return (
    <Dialog open onClose={onClose} width={520} title={`${shift.name ?? t('org.duty.shift')} · ${dayText(lang, shift.date)} ${hours.from}–${hours.to}${hours.nextDay ? ' +1' : ''}`} footer={<Button onClick={onClose}>{t('web.close')}</Button>}>
      <div className="col">
        <ul className="duty-list">
          {shift.people.map((p) => (
            <li key={p.id}><div className="row wrap"><Avatar name={p.name} size={24} /><b>{p.name}</b>{p.inFor && <span className="sm dim">{t('org.duty.in-for', { name: p.inFor.name })}</span>}{p.absentUntil && <span className="sm warn">{t('org.duty.away-until')} <Moment at={p.absentUntil} /></span>}<span className="sp" />
              {!over && p.swapId && roster.mayManage && <Button size="small" kind="quiet" busy={undo.busy} onClick={() => { void undo.submit({ params: { id: roster.id, swapId: p.swapId! } }) }}>{t('org.duty.undo')}</Button>}
              {!over && !onIt && p.id !== me.id && <Button size="small" busy={swap.busy} onClick={() => send(p.id, me.id)}>{t('org.duty.take')}</Button>}
              {!over && roster.mayManage && <Button size="small" icon={<ArrowLeftRight size={13} aria-hidden />} onClick={() => setOut(out === p.id ? null : p.id)}>{t('org.duty.swap')}</Button>}</div>
              {out === p.id && <div className="row duty-swap"><PersonSelect label={t('org.duty.taker')} unitId={roster.unit.id} value={taker} onChange={setTaker} without={shift.people.map((x) => x.id)} empty={t('org.duty.choose')} nobody={t('org.duty.leave-empty')} /><Button size="small" kind="primary" busy={swap.busy} disabled={!taker} onClick={() => send(p.id, taker === 'nobody' ? null : taker)}>{t('org.save')}</Button></div>}</li>
          ))}
          {shift.empty.map((p) => <li key={p.swapId} className="row"><span className="sm warn">{t('org.duty.left-empty', { name: p.name })}</span><span className="sp" />{!over && roster.mayManage && <Button size="small" kind="quiet" onClick={() => { void undo.submit({ params: { id: roster.id, swapId: p.swapId } }) }}>{t('org.duty.undo')}</Button>}</li>)}
          {shift.people.length + shift.empty.length === 0 && <li className="sm t2">{t('org.duty.nobody')}</li>}
        </ul>
        <ProblemNote problem={swap.problem ?? undo.problem} />
        <Handover roster={roster} shift={shift} mayWrite={onIt || roster.mayManage} onChanged={onChanged} />
      </div>
    </Dialog>
  )
}

function Handover({ roster, shift, mayWrite, onChanged }: { roster: Roster; shift: RosterShift; mayWrite: boolean; onChanged: () => void }) {
  const t = useT(), note = shift.handover, [text, setText] = useState(note?.text ?? ''), begun = Date.parse(shift.from) <= serverNow(), { person: me } = useSession()
  const write = useSubmit(rosterApi.handOver, { onDone: () => { toast(t('org.saved')); onChanged() } }), take = useSubmit(rosterApi.takeOver, { onDone: () => { toast(t('org.duty.taken')); onChanged() } })
  return (
    <section className="col"><h3 className="sm">{t('org.duty.handover')}</h3>
      {note && <blockquote className="duty-note">{note.text}<footer className="xs dim">{note.author.name} · <Moment at={note.at} />{note.takenBy && <> · <Check size={12} aria-hidden /> {t('org.duty.taken-by', { name: note.takenBy.name })}</>}</footer></blockquote>}
      {note && !note.takenBy && note.author.id !== me.id && <div><Button size="small" busy={take.busy} onClick={() => { void take.submit({ params: { id: roster.id, handoverId: note.id } }) }}>{t('org.duty.acknowledge')}</Button></div>}
      {!note && !begun && <p className="sm dim">{t('org.duty.handover-later')}</p>}
      {mayWrite && begun && <><FormField label={note ? t('org.duty.handover-change') : t('org.duty.handover-write')} pointer="/text" problem={write.problem}><textarea className="field" rows={3} value={text} onChange={(e) => setText(e.target.value)} /></FormField>
        <div><Button size="small" kind="primary" busy={write.busy} disabled={text.trim() === '' || text === note?.text} onClick={() => { void write.submit({ params: { id: roster.id }, body: { shiftId: shift.shiftId, date: shift.date, text } }) }}>{t('org.save')}</Button></div></>}
      <ProblemNote problem={write.problem ?? take.problem} shown={['/text']} />
    </section>
  )
}
