// The rules of work inside a case, pure: when a second person must approve, what is unfinished, what a remote tool needs to start.
import type { Change, Plan, PlanKind, Risk } from '../contract/plan.ts'
import type { RemoteTool } from '../contract/session.ts'

/** Ways that can make things worse than they are: going back to an older version, writing back data, opening the system itself. */
const GRAVE: ReadonlySet<PlanKind> = new Set<PlanKind>(['rollback', 'data-recovery', 'system-repair'])

/**
 * A second person approves what can do harm: a high risk, or a grave way (§3.2-4 "plan approved", four eyes). Everything else is approved by
 * being proposed, so that help by phone is not held up.
 */
export const needsSecondPerson = (kinds: readonly PlanKind[], risk: Risk): boolean => risk === 'high' || kinds.some((k) => GRAVE.has(k))

export const planIsOpen = (state: Plan['state']): boolean => state === 'draft' || state === 'proposed' || state === 'approved'
/** A change is settled once both checks after it passed, or it never was or no longer is in force (R3.1-7). */
export const changeIsOpen = (state: Change['state']): boolean => state === 'requested' || state === 'approved' || state === 'applied'

/** The state of a change after its later check: only when both passed it is checked. */
export const afterCheck = (check: { stability: 'pass' | 'fail'; security: 'pass' | 'fail' }): Change['state'] => (check.stability === 'pass' && check.security === 'pass' ? 'checked' : 'applied')

export interface Launch { href: string | null; fileName: string | null; fileText: string | null }

/** How a tool is started: AnyDesk and TeamViewer by their own links, remote desktop by a file. The address was checked by the contract: no line breaks, no quotes. */
export function launchOf(tool: RemoteTool, address: string | null): Launch | null {
  if (!address) return null
  const digits = address.replace(/\s+/g, '')
  if (tool === 'teamviewer') return { href: `teamviewer10://control?device=${encodeURIComponent(digits)}`, fileName: null, fileText: null }
  if (tool === 'anydesk') return { href: `anydesk:${encodeURIComponent(digits)}`, fileName: null, fileText: null }
  if (tool === 'rdp') return { href: null, fileName: `${digits.replace(/[^A-Za-z0-9.-]/g, '_')}.rdp`, fileText: `full address:s:${digits}\r\nprompt for credentials:i:1\r\nauthentication level:i:2\r\n` }
  return null
}
