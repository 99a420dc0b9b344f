// Customers that a contract names; those that the reader may not see keep their id.
import { useApi } from '../../../../web/api/queries.ts'
import { AppLink } from '../../../../web/shell/AppLink.tsx'
import { customersApi } from '../../../customers/contract/api.ts'
import type { PolicyVersion } from '../../contract/policy.ts'

export const isCustomer = (c: PolicyVersion['condition'][number]): boolean => c.field === 'customerId' && c.is !== undefined
export const customersOf = (condition: PolicyVersion['condition']): string[] => condition.filter(isCustomer).flatMap((c) => (c.is ?? []).map(String))

export const CustomerNames = ({ ids }: { ids: readonly string[] }) => <span className="col">{ids.map((id) => <CustomerName key={id} id={id} />)}</span>

function CustomerName({ id }: { id: string }) {
  const { data } = useApi(customersApi.get, { params: { id } })
  return data ? <AppLink to={`/customers/${id}`}>{data.number} {data.name}</AppLink> : <span className="mono ell">{id}</span>
}
