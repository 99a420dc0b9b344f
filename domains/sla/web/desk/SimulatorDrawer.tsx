// Try a case that does not exist: its level with the row that decided, its clocks with due time and arithmetic. Nothing is stored (RX-2).
import { FlaskConical } from 'lucide-react'
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { Drawer } from '../../../../web/design/Dialog.tsx'
import { FormField, ProblemNote } from '../../../../web/design/Form.tsx'
import { MomentField } from '../../../../web/design/MomentField.tsx'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { Effect, Factor, Impact, ProblemClass, RequesterType, ServiceLine } from '../../../cases/contract/case.ts'
import { slaApi } from '../../contract/api.ts'
import type { Simulation } from '../../contract/simulation.ts'
import { SimulatedRecord } from './SimulatedRecord.tsx'

const CHOICES = { requesterType: RequesterType.options, serviceLine: ServiceLine.options, problemClass: ProblemClass.options, urgency: Factor.options, impact: Impact.options, complexity: Factor.options } as const
type Field = keyof typeof CHOICES
const FIELDS = Object.keys(CHOICES) as Field[]
const NOTHING: Partial<Record<Field, string>> = { requesterType: 'customer', serviceLine: 'technical-support' }

export function TryRecord() {
  const t = useT(), may = useMay('sla.simulate'), [open, setOpen] = useState(false)
  if (!may) return null
  return <><Button icon={<FlaskConical size={14} aria-hidden />} onClick={() => setOpen(true)}>{t('sla.desk.sim.title')}</Button>{open && <SimulatorDrawer onClose={() => setOpen(false)} />}</>
}

function SimulatorDrawer({ onClose }: { onClose: () => void }) {
  const t = useT(), [chosen, setChosen] = useState(NOTHING), [effects, setEffects] = useState<readonly Effect[]>([]), [createdAt, setCreatedAt] = useState(() => new Date(serverNow()).toISOString()), simulate = useSubmit(slaApi.simulate)
  const toggle = (effect: Effect) => setEffects(effects.includes(effect) ? effects.filter((e) => e !== effect) : [...effects, effect])
  const run = () => {
    const known = Object.fromEntries(Object.entries(chosen).filter(([, value]) => value)) as Partial<Simulation['record']>
    void simulate.submit({ body: { record: { kind: 'case', createdAt, ...known, ...(effects.length > 0 ? { effects: [...effects] } : {}) } as Simulation['record'], events: [], steps: false } })
  }
  return (
    <Drawer open onClose={onClose} width={560} title={t('sla.desk.sim.title')} footer={<><Button onClick={onClose}>{t('web.close')}</Button><Button kind="primary" busy={simulate.busy} disabled={!createdAt} onClick={run}>{t('sla.desk.sim.run')}</Button></>}>
      <div className="pd-part">
        <p className="dim">{t('sla.desk.sim.text')}</p>
        <div className="pd-two pd-fields">
          {FIELDS.map((field) => (
            <FormField key={field} required={field === 'requesterType'} label={t(`sla.field.${field}`)} pointer={`/record/${field}`} problem={simulate.problem}>
              <select className="field" value={chosen[field] ?? ''} onChange={(event) => setChosen({ ...chosen, [field]: event.target.value })}>
                {field !== 'requesterType' && <option value="">{t('sla.desk.sim.unknown')}</option>}
                {CHOICES[field].map((value) => <option key={value} value={value}>{t(`sla.value.${value}`)}</option>)}
              </select>
            </FormField>
          ))}
          <FormField required label={t('sla.desk.sim.created')} pointer="/record/createdAt" problem={simulate.problem}><MomentField value={createdAt} onChange={setCreatedAt} /></FormField>
        </div>
        <fieldset className="pd-checks"><legend>{t('sla.field.effects')}</legend>{Effect.options.map((effect) => <label key={effect} className="row"><input type="checkbox" checked={effects.includes(effect)} onChange={() => toggle(effect)} />{t(`sla.value.${effect}`)}</label>)}</fieldset>
        <ProblemNote problem={simulate.problem} shown={[...FIELDS, 'createdAt'].map((f) => `/record/${f}`)} />
        <div aria-live="polite">{simulate.reply && !simulate.problem && <SimulatedRecord result={simulate.reply} />}</div>
      </div>
    </Drawer>
  )
}
