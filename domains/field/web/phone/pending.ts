// What the engineer sees: what the server said last, with the acts on top that are still on this device. Pure.
import { applyCommand, type Command } from '../../contract/command.ts'
import type { StockItem, WorkOrder } from '../../contract/order.ts'

/** The order as it will be once the acts have arrived; an act that does not fit leaves it as it is. */
export function withPending(order: WorkOrder, acts: readonly Command[], device: string): WorkOrder {
  let at = { state: order.state, visit: order.visit, version: order.version }
  for (const act of acts) {
    if (act.orderId !== order.id) continue
    const effect = applyCommand(at, act, device)
    if ('state' in effect) at = { ...effect, version: at.version + 1 }
  }
  return { ...order, state: at.state, visit: at.visit }
}

/** Parts in the van without those that acts on this device have used. */
export const stockLeft = (stock: readonly StockItem[], acts: readonly Command[]): StockItem[] =>
  stock.map((item) => ({ ...item, quantity: Math.max(0, item.quantity - acts.reduce((used, a) => used + (a.kind === 'part' && a.data.partNo === item.partNo ? a.data.quantity : 0), 0)) }))

/** Whether a new act replaces the last one that still waits: only words, which are typed bit by bit, and never one that is under way. */
export const replaces = (last: Command | undefined, next: Command): boolean => last !== undefined && next.kind === 'work' && last.kind === 'work' && last.orderId === next.orderId

export type Stage = 'accept' | 'travel' | 'arrive' | 'serial' | 'step' | 'finish' | 'sign' | 'over'
/** The one thing to do next; its step for `step`. */
export function nextStage(order: Pick<WorkOrder, 'state' | 'visit' | 'serialExpected'>): { stage: Stage; stepId: string | null } {
  const simple = (stage: Stage) => ({ stage, stepId: null })
  switch (order.state) {
    case 'planned': case 'dispatched': return simple('accept')
    case 'accepted': return simple('travel')
    case 'travelling': return simple('arrive')
    case 'on-site': {
      if (order.serialExpected && !order.visit.serialFound) return simple('serial')
      const step = order.visit.steps.find((s) => s.doneAt === null)
      return step ? { stage: 'step', stepId: step.id } : simple('finish')
    }
    case 'done': return simple('sign')
    default: return simple('over')
  }
}

/** Kilometres between two places on the globe, as the crow flies. */
export function kilometres(a: { latitude: number; longitude: number }, b: { latitude: number; longitude: number }): number {
  const rad = (deg: number) => (deg * Math.PI) / 180, dLat = rad(b.latitude - a.latitude), dLng = rad(b.longitude - a.longitude)
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(rad(a.latitude)) * Math.cos(rad(b.latitude)) * Math.sin(dLng / 2) ** 2
  return 12_742 * Math.asin(Math.sqrt(h))
}

/** The way to a visit, by the template of the settings. Without a position the map searches for the address. */
export const routeOf = (template: string, o: Pick<WorkOrder, 'address' | 'latitude' | 'longitude'>): string =>
  template.replace('{lat}', String(o.latitude ?? 0)).replace('{lng}', String(o.longitude ?? 0)).replace('{address}', encodeURIComponent(o.address))
