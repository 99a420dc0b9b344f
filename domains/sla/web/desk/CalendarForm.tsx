// A new calendar, or the next version of one: zone, hours of the week, closed days. Running clocks keep their version.
import { useId, useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import type { ApiProblem } from '../../../../web/api/problem.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Dialog } from '../../../../web/design/Dialog.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { useT, useZone } from '../../../../web/i18n/i18n.ts'
import { slaApi } from '../../contract/api.ts'
import type { Calendar, CalendarPlan } from '../../contract/calendar.ts'
import { slaDeskApi } from '../../contract/desk-api.ts'
import { readClosedDays, readHours, writeClosedDays, writeHours } from './hours-text.ts'

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
type Day = (typeof DAYS)[number]
const WORKDAY = '09:00-12:00, 13:00-18:00'
const firstWeek = (before: Calendar | null): Record<Day, string> => Object.fromEntries(DAYS.map((d) => [d, before ? writeHours(before.week[d] ?? []) : d === 'sat' || d === 'sun' ? '' : WORKDAY])) as Record<Day, string>
function faultOf(text: string): 'hours-wrong' | 'hours-empty' | null {
  const pairs = readHours(text)
  return pairs === null ? 'hours-wrong' : pairs.some(([from, to]) => from === to) ? 'hours-empty' : null
}
/** What the server said about a field or anything inside it. */
const within = (problem: ApiProblem | null, pointer: string) => problem?.errors.filter((e) => e.pointer === pointer || e.pointer.startsWith(`${pointer}/`)) ?? []

export function CalendarForm({ before, onClose }: { before: Calendar | null; onClose: () => void }) {
  const t = useT(), own = useZone(), zonesId = useId(), [code, setCode] = useState(''), [nameZh, setNameZh] = useState(before?.nameZh ?? ''), [nameEn, setNameEn] = useState(before?.nameEn ?? ''), [zone, setZone] = useState(before?.zone ?? own)
  const [week, setWeek] = useState(() => firstWeek(before)), [closed, setClosed] = useState(() => writeClosedDays(before?.exceptions ?? [])), [from, setFrom] = useState(''), [override, setOverride] = useState('')
  const kept = { invalidates: [slaApi.calendars, slaDeskApi.conformance], onDone: (c: Calendar) => { toast(t('sla.desk.cal.saved', { id: c.id }), { kind: 'good' }); onClose() } }
  const add = useSubmit(slaApi.addCalendar, kept), change = useSubmit(slaApi.changeCalendar, kept), problem = before ? change.problem : add.problem
  const days = readClosedDays(closed), said = (pointer: string) => within(problem, pointer).map((e) => e.detail).join(' ') || null
  const dayError = (d: Day) => { const fault = faultOf(week[d]); return fault ? t(`sla.desk.cal.${fault}`) : said(`/week/${d}`) }, closedError = days.wrong.length > 0 ? t('sla.desk.cal.days-wrong', { lines: days.wrong.join(', ') }) : said('/exceptions')
  const isRed = problem?.code === 'sla.conformance-red', fields = ['/code', '/nameZh', '/nameEn', '/zone', '/effectiveFrom', '/overrideReason', '/exceptions', ...DAYS.map((d) => `/week/${d}`)], shown = fields.flatMap((f) => within(problem, f).map((e) => e.pointer))
  const save = () => {
    if (days.wrong.length > 0 || DAYS.some((d) => faultOf(week[d]))) return
    const exceptions = [...(before?.exceptions.filter((e) => e.kind !== 'closed') ?? []), ...days.days].toSorted((a, b) => a.date.localeCompare(b.date)) as CalendarPlan['exceptions']
    const plan = { nameZh: nameZh.trim(), nameEn: nameEn.trim(), zone: zone.trim(), week: Object.fromEntries(DAYS.map((d) => [d, readHours(week[d]) ?? []])), exceptions }
    if (before) void change.submit({ params: { code: before.code }, body: { ...plan, ...(from ? { effectiveFrom: from } : {}), ...(override.trim() ? { overrideReason: override.trim() } : {}) } })
    else void add.submit({ body: { ...plan, code: code.trim() } })
  }
  return (
    <Dialog open onClose={onClose} width={600} title={before ? t('sla.desk.cal.change-title', { code: before.code, version: before.version + 1 }) : t('sla.desk.cal.new')} footer={<><Button onClick={onClose}>{t('web.cancel')}</Button><Button kind="primary" busy={add.busy || change.busy} onClick={save}>{t('sla.desk.publish')}</Button></>}>
      <div className="pd-part">
        <p>{t(before ? 'sla.desk.cal.change-text' : 'sla.desk.cal.new-text')}</p>
        {!before && <FormField required label={t('sla.desk.cal.code')} hint={t('sla.desk.cal.code-hint')} error={said('/code')}><input className="field mono" maxLength={40} value={code} onChange={(event) => setCode(event.target.value.toLowerCase())} /></FormField>}
        <FormField required label={t('sla.desk.override.name-zh')} error={said('/nameZh')}><input className="field" lang="zh-CN" maxLength={60} value={nameZh} onChange={(event) => setNameZh(event.target.value)} /></FormField>
        <FormField required label={t('sla.desk.override.name-en')} error={said('/nameEn')}><input className="field" lang="en" maxLength={60} value={nameEn} onChange={(event) => setNameEn(event.target.value)} /></FormField>
        <FormField required label={t('sla.desk.cal.zone')} hint={t('sla.desk.cal.zone-hint')} error={said('/zone')}><input className="field" list={zonesId} maxLength={60} value={zone} onChange={(event) => setZone(event.target.value)} /></FormField>
        <datalist id={zonesId}>{Intl.supportedValuesOf('timeZone').map((name) => <option key={name} value={name} />)}</datalist>
        <fieldset className="pd-week"><legend>{t('sla.desk.cal.week')}</legend><p className="ff-hint">{t('sla.desk.cal.week-hint', { example: WORKDAY })}</p>
          {DAYS.map((d) => <FormField key={d} required label={t(`sla.desk.day.${d}`)} error={dayError(d)}><input className="field mono" placeholder={t('sla.desk.closed')} value={week[d]} onChange={(event) => setWeek({ ...week, [d]: event.target.value })} /></FormField>)}
        </fieldset>
        <FormField label={t('sla.desk.cal.days')} hint={t('sla.desk.cal.days-hint')} error={closedError}><textarea className="field mono" rows={5} value={closed} onChange={(event) => setClosed(event.target.value)} /></FormField>
        {before && <FormField label={t('sla.desk.effective')} hint={t('sla.desk.cal.from-hint')} error={said('/effectiveFrom')}><MomentField value={from} onChange={setFrom} /></FormField>}
        {isRed && <FormField required label={t('sla.desk.override')} hint={t('sla.desk.override-hint')} error={said('/overrideReason')}><textarea className="field" rows={2} value={override} onChange={(event) => setOverride(event.target.value)} /></FormField>}
        <ProblemNote problem={problem} shown={shown} />
      </div>
    </Dialog>
  )
}
