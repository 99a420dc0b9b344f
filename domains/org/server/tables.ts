// The tables this domain owns. Only its stores and queries import this file.
import type { Generated } from 'kysely'
import type { OpeningHours } from '../contract/unit.ts'

export interface OrgTables {
  org_units: { id: string; number: Generated<string>; code: string; version: Generated<number>; created_at: Date }
  org_unit_versions: {
    unit_id: string; valid_from: Date; valid_to: Date | null; name_zh: string; name_en: string; tier: string; layer: string; service_line: string
    unit_function: string | null; parent_id: string | null; state: string; address: string | null; service_area: string | null; opening_hours: OpeningHours | null
  }
  org_people: {
    id: string; kind: string; name: string; email: string | null; phone: string | null; department: string | null; languages: Generated<string[]>; skills: Generated<string[]>
    state: Generated<string>; disabled_at: Date | null; version: Generated<number>; created_at: Date
  }
  org_posts: { id: string; person_id: string; unit_id: string; role: string; title: string | null; main: boolean; valid_from: Date; valid_to: Date | null }
  org_deputies: { id: string; person_id: string; deputy_id: string; valid_from: Date; valid_to: Date | null }
  org_routing_rules: { id: string; position: number; service_line: string | null; problem_class: string | null; requester_type: string | null; region_id: string | null; unit_id: string }
  org_fixture_people: { code: string; account_id: string; name: string; email: string | null; unit_id: string | null; roles: string[]; customer_number: string | null }
}
