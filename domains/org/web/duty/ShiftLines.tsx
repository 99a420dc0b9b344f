// Lines of shifts to edit: weekdays (for a week), hours, a name, people.
import { Plus, Trash2, X } from 'lucide-react'
import type { ApiProblem } from '../../../../web/api/problem.ts'
import { fieldErrors } from '../../../../web/api/problem.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { WEEKDAYS, type Line } from './duty-view.ts'
import { useStaff } from './PersonSelect.tsx'

const DAYS = [1, 2, 3, 4, 5, 6, 7] as const

export function ShiftLines({ unitId, lines, onChange, weekly, problem, indexOf }: { unitId: string; lines: readonly Line[]; onChange: (lines: Line[]) => void; weekly: boolean; problem: ApiProblem | null; /** The first place of a line in what is sent. */ indexOf: (line: number) => number[] }) {
  const t = useT(), staff = useStaff(unitId), nameOf = (id: string) => staff.find((p) => p.id === id)?.name ?? '…'
  const set = (at: number, part: Partial<Line>) => onChange(lines.map((l, i) => (i === at ? { ...l, ...part } : l)))
  const add = () => onChange([...lines, { key: String(Date.now()), days: weekly ? [1, 2, 3, 4, 5] : [1], name: '', from: '09:00', to: '18:00', people: [] }])
  return (
    <div className="col">
      {lines.map((l, at) => {
        const refused = indexOf(at).flatMap((i) => ['from', 'to', 'people', 'name'].flatMap((f) => [...fieldErrors(problem, `/shifts/${i}/${f}`), ...l.people.flatMap((_p, n) => (f === 'people' ? fieldErrors(problem, `/shifts/${i}/people/${n}`) : []))]))
        return (
          <fieldset key={l.key} className="duty-line"><legend className="sr">{t('org.duty.line', { n: at + 1 })}</legend>
            {weekly && <div className="row wrap duty-days">{DAYS.map((d) => <label key={d} className={l.days.includes(d) ? 'on' : ''}><input type="checkbox" className="sr" checked={l.days.includes(d)} onChange={(e) => set(at, { days: e.target.checked ? [...l.days, d].sort() : l.days.filter((x) => x !== d) })} />{t(`org.day.${WEEKDAYS[d - 1]!}`)}</label>)}</div>}
            <div className="row wrap">
              <input className="field num duty-time" aria-label={t('org.duty.from')} value={l.from} placeholder="09:00" onChange={(e) => set(at, { from: e.target.value })} /><span aria-hidden>–</span>
              <input className="field num duty-time" aria-label={t('org.duty.to')} value={l.to} placeholder="18:00" onChange={(e) => set(at, { to: e.target.value })} />
              <input className="field duty-name" aria-label={t('org.duty.name')} placeholder={t('org.duty.name')} value={l.name} onChange={(e) => set(at, { name: e.target.value })} /><span className="sp" />
              <button type="button" className="ib" aria-label={t('org.duty.remove-line', { n: at + 1 })} onClick={() => onChange(lines.filter((_l, i) => i !== at))}><Trash2 size={14} /></button>
            </div>
            <div className="row wrap">
              {l.people.map((id) => <span key={id} className="duty-chip">{nameOf(id)}<button type="button" aria-label={t('org.duty.remove-person', { name: nameOf(id) })} onClick={() => set(at, { people: l.people.filter((x) => x !== id) })}><X size={12} /></button></span>)}
              <select className="field duty-add" aria-label={t('org.duty.add-person')} value="" onChange={(e) => { if (e.target.value) set(at, { people: [...l.people, e.target.value] }) }}><option value="">{t('org.duty.add-person')}</option>{staff.filter((p) => !l.people.includes(p.id)).map((p) => <option key={p.id} value={p.id}>{p.name}{p.unit ? ` · ${p.unit.name}` : ''}</option>)}</select>
            </div>
            {refused.length > 0 && <p className="ff-error" role="alert">{[...new Set(refused.map((r) => r.detail))].join(' ')}</p>}
          </fieldset>
        )
      })}
      <div><Button size="small" icon={<Plus size={13} aria-hidden />} onClick={add}>{t('org.duty.add-line')}</Button></div>
    </div>
  )
}
