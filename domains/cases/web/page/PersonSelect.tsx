// Colleagues who may work on cases, the own unit first.
import { useMemo } from 'react'
import { useApi } from '../../../../web/api/queries.ts'
import { useSession } from '../../../../web/shell/session.ts'
import { useT } from '../../../../web/i18n/i18n.ts'
import { orgApi } from '../../../org/contract/api.ts'

export interface PersonSelectProps { id?: string; value: string; onChange: (id: string) => void; /** Leave these out: who has the case already. */ without?: readonly string[]; 'aria-describedby'?: string; 'aria-invalid'?: boolean; 'aria-required'?: boolean }

export function PersonSelect({ value, onChange, without = [], ...control }: PersonSelectProps) {
  const t = useT(), session = useSession(), people = useApi(orgApi.listPeople, { query: { kind: 'staff', state: 'active', limit: 200 } }), roles = useApi(orgApi.listRoles)
  const groups = useMemo(() => {
    const working = new Set(roles.data?.items.filter((r) => r.permissions.some((p) => p.permission === 'cases.work')).map((r) => r.code))
    const able = (people.data?.items ?? []).filter((p) => !without.includes(p.id) && p.roles.some((r) => working.has(r)))
    const byUnit = Map.groupBy(able, (p) => p.unit?.id ?? '')
    return [...byUnit].toSorted(([a], [b]) => Number(b === session.unitId) - Number(a === session.unitId))
  }, [people.data, roles.data, without, session.unitId])
  return (
    <select className="field" {...control} value={value} onChange={(event) => onChange(event.target.value)}>
      <option value="">{t('cases.choose')}</option>
      {groups.map(([unit, members]) => <optgroup key={unit} label={members[0]?.unit?.name ?? t('cases.unit.none')}>{members.map((p) => <option key={p.id} value={p.id}>{p.name}</option>)}</optgroup>)}
    </select>
  )
}
