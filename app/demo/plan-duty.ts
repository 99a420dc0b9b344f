// The duty rosters of the demo company, from today on: a team with nights and weekends, the service desk, and one in another zone.
import { rosterApi } from '../../domains/org/contract/roster-api.ts'
import type { WeekShift } from '../../domains/org/contract/roster.ts'
import { SYSTEM } from '../../platform/server/ctx.ts'
import type { UnitKey } from './demo-company.ts'
import type { Company } from './make-company.ts'
import type { Desk } from './desk.ts'

const DAY = 86_400_000, WORKDAYS = [1, 2, 3, 4, 5]
type Line = [days: readonly number[], name: string, from: string, to: string, ...people: string[]]

const ROSTERS: readonly { unit: UnitKey; name: string; zone: string; lines: readonly Line[] }[] = [
  { unit: 'SH', name: '一线值班', zone: 'Asia/Shanghai', lines: [[WORKDAYS, '早班', '08:00', '12:00', 'chen', 'li'], [WORKDAYS, '午班', '13:00', '20:00', 'chen'], [WORKDAYS, '夜班', '20:00', '08:00', 'wang'], [[6, 7], '周末', '09:00', '18:00', 'zheng']] },
  { unit: 'IT', name: '服务台值班', zone: 'Asia/Shanghai', lines: [[WORKDAYS, '白班', '09:00', '18:00', 'tang'], [WORKDAYS, '晚班', '18:00', '24:00', 'cao']] },
  { unit: 'INTL', name: 'On-call', zone: 'Europe/London', lines: [[WORKDAYS, 'Day', '08:00', '16:00', 'okafor'], [WORKDAYS, 'Evening', '16:00', '23:00', 'novak']] },
]

/** Rosters go with their units when the demo company is removed. */
export async function planDuty(desk: Desk, { units, people }: Pick<Company, 'units' | 'people'>): Promise<void> {
  const idOf = (key: string): string => people.get(key)!.id
  for (const { unit, name, zone, lines } of ROSTERS) {
    const roster = await desk.as(SYSTEM, rosterApi.createRoster, { body: { unitId: units.get(unit)!, name, zone } })
    const shifts = lines.flatMap(([days, shift, from, to, ...keys]) => days.map((weekday): WeekShift => ({ weekday, name: shift, from, to, people: keys.map(idOf) })))
    await desk.as(SYSTEM, rosterApi.setWeek, { params: { id: roster.id }, body: { shifts } })
  }
  const now = desk.host.clock.now().getTime()
  await desk.as(SYSTEM, rosterApi.addAbsence, { params: { id: idOf('li') }, body: { kind: 'training', validFrom: new Date(now + DAY).toISOString(), validTo: new Date(now + 3 * DAY).toISOString() } })
}
