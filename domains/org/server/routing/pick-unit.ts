// Decides where new work lands. Pure: first rule that fits, else a team of the customer's region whose function fits, else the first such team, else HQ.
import type { Tier, UnitFunction, UnitServiceLine, UnitState } from '../../contract/unit.ts'

export interface RuleRow { id: string; position: number; service_line: string | null; problem_class: string | null; requester_type: string | null; region_id: string | null; unit_id: string }
export interface Work { serviceLine: string | null; problemClass: string | null; requesterType: string | null; regionId: string | null }
export interface Team { id: string; code: string; tier: Tier; serviceLine: UnitServiceLine; function: UnitFunction | null; parentId: string | null; state: UnitState }

/** The unit's id; null only when there is no unit that takes work. */
export function pickUnit(work: Work, rules: readonly RuleRow[], teams: readonly Team[]): string | null {
  const takes = new Map(teams.filter((t) => t.state === 'active' || t.state === 'closing').map((t) => [t.id, t]))
  const fitting = rules.filter((r) => takes.has(r.unit_id) && fits(r.service_line, work.serviceLine) && fits(r.problem_class, work.problemClass) && fits(r.requester_type, work.requesterType))
  const special = fitting.find((r) => r.region_id !== null && r.region_id === work.regionId)
  if (special) return special.unit_id
  const active = [...takes.values()].filter((t) => t.state === 'active').sort((a, b) => strangeness(a, work) - strangeness(b, work) || (a.code < b.code ? -1 : 1))
  const general = fitting.find((r) => r.region_id === null)
  // A rule that names what kind of work it is outweighs the region; the catch-all rule does not.
  if (general && (general.service_line || general.problem_class || general.requester_type)) return general.unit_id
  const inRegion = (t: Team | undefined) => t !== undefined && work.regionId !== null && isBelow(t, work.regionId, takes)
  if (general && (!work.regionId || inRegion(takes.get(general.unit_id)))) return general.unit_id
  const local = active.find((t) => t.tier === 'frontline' && serves(t, work) && inRegion(t))
  return local?.id ?? general?.unit_id ?? active.find((t) => t.tier === 'frontline' && serves(t, work))?.id ?? active.find((t) => t.parentId === null)?.id ?? null
}

const fits = (condition: string | null, value: string | null): boolean => condition === null || condition === value

const serves = (team: Team, work: Work): boolean => team.serviceLine === 'both' || (team.serviceLine === 'after-sales') === (work.serviceLine === 'after-sales')

/** Enquiries belong to customer service, all other work to technical support (§2.1); other functions come last. */
function strangeness(team: Team, work: Work): number {
  const wanted: UnitFunction = work.serviceLine === 'enquiry' ? 'customer-service' : 'technical-support'
  return team.function === wanted ? 0 : team.function === null ? 1 : 2
}

function isBelow(team: Team, regionId: string, units: ReadonlyMap<string, Team>): boolean {
  for (let at: Team | undefined = team; at; at = at.parentId ? units.get(at.parentId) : undefined) if (at.id === regionId) return true
  return false
}
