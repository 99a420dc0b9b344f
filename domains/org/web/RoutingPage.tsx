// Where new work lands: rules in their order, the first that fits decides; without a fitting rule the customer's region does (R2.1-6, R2.1-7).
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { AdminNav } from '../../../web/admin/AdminNav.tsx'
import { useApi, useSubmit } from '../../../web/api/queries.ts'
import { Button } from '../../../web/design/Button.tsx'
import { toast } from '../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../web/design/Form.tsx'
import { Page, PageHead, Panel } from '../../../web/design/Layout.tsx'
import { ClauseMark } from '../../../web/design/Marks.tsx'
import { Empty, Loaded } from '../../../web/design/States.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import { orgApi } from '../contract/api.ts'
import type { RoutingRule } from '../contract/role.ts'
import type { Unit } from '../contract/unit.ts'

interface Row { serviceLine: string; problemClass: string; requesterType: string; regionId: string; unitId: string }
/** What a case can say of itself when it opens (Annex 7); a condition that is left open fits everything. */
const CONDITIONS = {
  serviceLine: ['technical-support', 'after-sales', 'enquiry'],
  problemClass: ['system-fault', 'application-configuration', 'data-security', 'user-operation', 'third-party-service'],
  requesterType: ['customer', 'internal'],
} as const
const rowOf = (r: RoutingRule): Row => ({ serviceLine: r.serviceLine ?? '', problemClass: r.problemClass ?? '', requesterType: r.requesterType ?? '', regionId: r.region?.id ?? '', unitId: r.unit.id })

export function RoutingPage() {
  const t = useT(), rules = useApi(orgApi.listRouting), units = useApi(orgApi.listUnits, { query: { limit: 1000 } })
  return (
    <><AdminNav /><Page><PageHead title={t('org.page.routing')} note={<>{t('org.routing.note')} <ClauseMark clause="§2.1" /></>} />
      <Loaded query={rules} rows={4}>{({ items }) => <Rules key={items.map((r) => r.id).join()} rules={items} units={units.data?.items ?? []} />}</Loaded></Page></>
  )
}

function Rules({ rules, units }: { rules: readonly RoutingRule[]; units: readonly Unit[] }) {
  const t = useT(), [rows, setRows] = useState(() => rules.map(rowOf)), changed = JSON.stringify(rows) !== JSON.stringify(rules.map(rowOf))
  const save = useSubmit(orgApi.setRouting, { invalidates: [orgApi.listRouting], onDone: () => toast(t('org.saved')) }), teams = units.filter((u) => u.state !== 'closed')
  const send = () => { void save.submit({ body: { rules: rows.map((r) => ({ serviceLine: r.serviceLine || null, problemClass: r.problemClass || null, requesterType: r.requesterType || null, regionId: r.regionId || null, unitId: r.unitId })) } }) }
  const change = (at: number, part: Partial<Row>) => setRows(rows.map((row, i) => (i === at ? { ...row, ...part } : row))), swap = (at: number, to: number) => setRows(rows.map((row, i) => (i === at ? rows[to]! : i === to ? rows[at]! : row)))
  const pick = (at: number, field: keyof Row, options: readonly (readonly [string, string])[], label: string, open: string | null) => (
    <select className="field" aria-label={t('org.routing.field', { field: label, n: at + 1 })} value={rows[at]![field]} onChange={(e) => change(at, { [field]: e.target.value })}>{open !== null && <option value="">{open}</option>}{options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}</select>)
  const words = (field: keyof typeof CONDITIONS) => CONDITIONS[field].map((value) => [value, t(`org.routing.${field}.${value}`)] as const), any = t('org.routing.any')
  return (
    <Panel pad={false} extra={<><Button size="small" icon={<Plus size={13} />} onClick={() => setRows([...rows, { serviceLine: '', problemClass: '', requesterType: '', regionId: '', unitId: teams.find((u) => u.tier === 'frontline')?.id ?? teams[0]?.id ?? '' }])}>{t('org.routing.add')}</Button><Button size="small" kind="primary" disabled={!changed} busy={save.busy} onClick={send}>{t('org.save')}</Button></>} title={t('org.routing.rules')}>
      {changed && <Notice>{t('org.routing.unsaved')}</Notice>}<ProblemNote problem={save.problem} />
      {rows.length === 0 ? <Empty kind="first" title={t('org.routing.none')} text={t('org.routing.none.text')} /> : (
        <div className="tbl-wrap"><table className="tbl"><thead><tr><th>{t('org.routing.order')}</th><th>{t('org.unit.line')}</th><th>{t('org.routing.class')}</th><th>{t('org.routing.requester')}</th><th>{t('org.routing.region')}</th><th>{t('org.routing.unit')}</th><th><span className="sr">{t('org.routing.remove')}</span></th></tr></thead>
          <tbody>{rows.map((_row, i) => <tr key={i}>
            <td className="nw"><span className="num">{i + 1}</span> <button type="button" className="ib" disabled={i === 0} aria-label={t('org.routing.up', { n: i + 1 })} onClick={() => swap(i, i - 1)}><ArrowUp size={14} /></button><button type="button" className="ib" disabled={i === rows.length - 1} aria-label={t('org.routing.down', { n: i + 1 })} onClick={() => swap(i, i + 1)}><ArrowDown size={14} /></button></td>
            <td>{pick(i, 'serviceLine', words('serviceLine'), t('org.unit.line'), any)}</td><td>{pick(i, 'problemClass', words('problemClass'), t('org.routing.class'), any)}</td><td>{pick(i, 'requesterType', words('requesterType'), t('org.routing.requester'), any)}</td>
            <td>{pick(i, 'regionId', teams.filter((u) => u.tier === 'region').map((u) => [u.id, u.name] as const), t('org.routing.region'), any)}</td><td>{pick(i, 'unitId', teams.map((u) => [u.id, u.name] as const), t('org.routing.unit'), null)}</td>
            <td className="r"><button type="button" className="ib" aria-label={t('org.routing.remove-n', { n: i + 1 })} onClick={() => setRows(rows.filter((_r, at) => at !== i))}><Trash2 size={14} /></button></td></tr>)}</tbody></table></div>
      )}
    </Panel>
  )
}
