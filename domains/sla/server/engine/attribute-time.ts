// Whom the time of a record is owed to: us, the requester, the vendor, or force majeure. Pure; moves no clock.
import type { Calendar } from './calendar/calendar.ts'
import type { Fact } from './record-state.ts'

export type Party = 'us' | 'requester' | 'vendor' | 'force-majeure'
/** `open`: working time of the stretch by the calendar (ms). */
export interface Stretch { readonly from: number; readonly to: number; readonly party: Party; readonly cause: string; readonly open: number }
export interface Attribution { readonly from: number; readonly to: number; readonly ended: boolean; readonly stretches: readonly Stretch[]; readonly shares: Readonly<Record<Party, number>>; readonly total: number; readonly held: boolean }

/**
 * From the first receipt to the resolution, or to `now`. Force majeure goes before waiting for the requester, that before waiting for the vendor;
 * everything else is ours. The time between a resolution and its rejection belongs to nobody. A wait counts here from its start, also before the response.
 */
export function attributeTime(start: number, facts: readonly Fact[], calendar: Calendar, now: number): Attribution {
  const stretches: Stretch[] = [], on = new Set<string>()
  let at = start, cause = 'opened', solved = false
  const partyNow = (): Party => (on.has('force-majeure') ? 'force-majeure' : on.has('waiting') ? 'requester' : on.has('vendor-waiting') ? 'vendor' : 'us')
  const close = (until: number): void => {
    if (!solved && until > at) {
      const last = stretches.at(-1), party = partyNow(), open = calendar.elapsed(at, until)
      if (last && last.party === party && last.to === at) stretches[stretches.length - 1] = { ...last, to: until, open: last.open + open }
      else stretches.push({ from: at, to: until, party, cause, open })
    }
    at = Math.max(at, until)
  }
  for (const fact of facts) {
    if (!HEARD.has(fact.what)) continue
    close(Math.max(at, fact.at))
    cause = fact.what
    if (fact.what.endsWith('-over')) on.delete(fact.what.slice(0, -'-over'.length))
    else if (fact.what === 'resolved') { solved = true; on.delete('waiting'); on.delete('vendor-waiting') }
    else if (fact.what === 'reopened') solved = false
    else on.add(fact.what)
  }
  const end = solved ? stretches.at(-1)?.to ?? start : Math.max(now, at)
  if (!solved) close(end)
  const shares: Record<Party, number> = { us: 0, requester: 0, vendor: 0, 'force-majeure': 0 }
  for (const s of stretches) shares[s.party] += s.open
  return { from: start, to: end, ended: solved, stretches, shares, total: stretches.reduce((sum, s) => sum + s.open, 0), held: on.has('force-majeure') }
}

const HEARD = new Set(['waiting', 'waiting-over', 'vendor-waiting', 'vendor-waiting-over', 'force-majeure', 'force-majeure-over', 'resolved', 'reopened'])
