// Where records belong, of every kind in one shape, for joins: cases by their published view, others as their owners told.
import { sql, type RawBuilder } from 'kysely'

/** `record_id, record_kind, number, title, restricted, unit_id, customer_id, people, url`. */
export const placed = (): RawBuilder<unknown> => sql`(
  select id as record_id, 'case' as record_kind, number, title, restricted, unit_id, customer_id, array_remove(array[requester_id, handler_id, first_owner_id], null) as people, '/cases/' || id as url from cases_summary
  union all select record_id, record_kind, number, title, restricted, unit_id, customer_id, people, url from sla_places)`
