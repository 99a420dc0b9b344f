// Chooses one of the people of a unit and of those near it.
import { useApiPages } from '../../../../web/api/queries.ts'
import { orgApi } from '../../contract/api.ts'

export function PersonSelect({ label, unitId, value, onChange, without = [], empty, nobody }: { label: string; unitId: string; value: string; onChange: (id: string) => void; without?: readonly string[]; empty: string; /** Offers nobody, as the value `nobody`. */ nobody?: string }) {
  const people = useStaff(unitId)
  return <select className="field" aria-label={label} value={value} onChange={(e) => onChange(e.target.value)}><option value="">{empty}</option>{nobody && <option value="nobody">{nobody}</option>}{people.filter((p) => !without.includes(p.id)).map((p) => <option key={p.id} value={p.id}>{p.name}{p.unit && p.unit.id !== unitId ? ` · ${p.unit.name}` : ''}</option>)}</select>
}

/** Active staff, those of the unit first. */
export function useStaff(unitId: string) {
  const { items } = useApiPages(orgApi.listPeople, { query: { limit: 200, kind: 'staff', state: 'active' } }, { staleTime: 300_000 })
  return [...items].sort((a, b) => Number(b.unit?.id === unitId) - Number(a.unit?.id === unitId))
}
