// The visits of an engineer on this device: copies, acts that wait, pictures that wait. Everything works without a network; what waits is sent in
// order as soon as there is one, each act by its own id, so that sending again changes nothing.
import { addressOf, call } from '../../../../web/api/call.ts'
import { dropActs, dropPicture, keepAct, keepCopy, keepPicture, readActs, readCopy, readPictures, replaceAct, type KeptPicture, type Queued } from '../../../../web/api/offline-store.ts'
import { asProblem, problemOf } from '../../../../web/api/problem.ts'
import { noteReachable, noteUnreachable } from '../../../../web/api/reachability.ts'
import { serverNow } from '../../../../web/design/server-clock.ts'
import { fieldApi } from '../../contract/api.ts'
import type { Command } from '../../contract/command.ts'
import type { Jobs, StockItem, WorkOrder } from '../../contract/order.ts'
import { replaces, stockLeft, withPending } from './pending.ts'
import { deviceName, newUuid } from './uuid.ts'

export interface LocalPicture { id: string; orderId: string; stepId: string | null; kind: string; url: string }
/** An act that the server refused or kept beside its own version; it stays here until the engineer has read it. */
export interface Returned { id: string; orderId: string; kind: string; outcome: 'refused' | 'kept'; reason: string }
export interface FieldState { ready: boolean; orders: readonly WorkOrder[]; stock: readonly StockItem[]; routeLink: string; /** When the server was last asked. */ at: string | null; waiting: number; sending: boolean; pictures: readonly LocalPicture[]; returned: readonly Returned[] }

const EMPTY: FieldState = { ready: false, orders: [], stock: [], routeLink: '', at: null, waiting: 0, sending: false, pictures: [], returned: [] }
const COPY = 'field.jobs', RETURNED = 'field.returned', BATCH = 50, RETRY = 15_000

let person: string | null = null, jobs: Jobs | null = null, queue: Required<Queued<Command>>[] = [], kept: KeptPicture[] = [], state = EMPTY
const underWay = new Set<string>(), urls = new Map<string, string>(), listeners = new Set<() => void>()

export const subscribe = (heard: () => void): (() => void) => { listeners.add(heard); return () => { listeners.delete(heard) } }
export const fieldState = (): FieldState => state

function show(change: Partial<FieldState> = {}): void {
  const acts = queue.map((q) => q.act), device = deviceName()
  state = {
    ...state, ...change, orders: (jobs?.orders ?? []).map((o) => withPending(o, acts, device)), stock: stockLeft(jobs?.stock ?? [], acts), routeLink: jobs?.routeLink ?? 'geo:{lat},{lng}?q={address}', at: jobs?.at ?? null, waiting: queue.length + kept.length,
    pictures: kept.map((p) => ({ id: p.id, orderId: p.record, stepId: p.about['stepId'] ?? null, kind: p.about['kind'] ?? 'other', url: urlOf(p) })),
  }
  for (const heard of listeners) heard()
}

function urlOf(p: KeptPicture): string {
  const url = urls.get(p.id) ?? URL.createObjectURL(p.blob)
  urls.set(p.id, url)
  return url
}

async function reload(): Promise<void> {
  queue = await readActs<Command>(person!)
  kept = await readPictures(person!)
}

/** Once per page: what the device has is shown at once, then the server is asked. */
export async function startField(personId: string): Promise<void> {
  if (person === personId) { void synchronise(); return }
  person = personId
  state = EMPTY
  jobs = await readCopy<Jobs>(personId, COPY)
  await reload()
  show({ ready: jobs !== null, returned: await readCopy<Returned[]>(personId, RETURNED) ?? [] })
  await synchronise()
  show({ ready: true })
}

/** An act happens on the device at once. */
export async function act(orderId: string, kind: Command['kind'], data: Record<string, unknown> = {}): Promise<void> {
  const base = jobs?.orders.find((o) => o.id === orderId)?.version ?? 0
  const next = { id: newUuid(), orderId, kind, madeAt: new Date(serverNow()).toISOString(), base, data } as Command
  const last = queue.at(-1)
  if (last && replaces(last.act, next) && !underWay.has(last.act.id)) await replaceAct({ ...last, act: { ...next, base: last.act.base } })
  else await keepAct(person!, next)
  await reload()
  show()
  void synchronise()
}

export async function addPicture(orderId: string, blob: Blob, about: { kind: string; stepId?: string }): Promise<void> {
  await keepPicture({ id: newUuid(), person: person!, record: orderId, about: { ...about, takenAt: new Date(serverNow()).toISOString() }, blob })
  await reload()
  show()
  void synchronise()
}

let running: Promise<void> | null = null, again = false

/** Sends what waits, then asks for what is new. One at a time, also across windows of the same device where the browser can tell. */
export function synchronise(): Promise<void> {
  if (running) { again = true; return running }
  running = (async () => {
    do { again = false; await ('locks' in navigator ? navigator.locks.request('houyuan-field', send) : send()) } while (again)
  })().catch(() => { /* without a network it waits; the next try comes by itself */ }).finally(() => { running = null; show({ sending: false }) })
  return running
}

async function send(): Promise<void> {
  await reload()
  show({ sending: queue.length + kept.length > 0 })
  while (queue.length > 0) await sendActs(queue.slice(0, BATCH))
  for (const picture of kept) await sendPicture(picture)
  await reload()
  jobs = await call(fieldApi.jobs)
  await keepCopy(person!, COPY, jobs)
  show({ ready: true })
}

async function sendActs(batch: readonly Required<Queued<Command>>[]): Promise<void> {
  for (const { act: one } of batch) underWay.add(one.id)
  try {
    const reply = await call(fieldApi.send, { body: { device: deviceName(), commands: batch.map((q) => q.act) } })
    await remember(reply.results.flatMap((r) => { const about = batch.find((q) => q.act.id === r.id)!.act; return r.outcome === 'applied' ? [] : [{ id: r.id, orderId: about.orderId, kind: about.kind, outcome: r.outcome, reason: r.reason ?? r.code ?? '' }] }))
    jobs = jobs && { ...jobs, orders: jobs.orders.map((o) => reply.orders.find((n) => n.id === o.id) ?? o) }
    if (jobs) await keepCopy(person!, COPY, jobs)
  } catch (error) {
    const problem = asProblem(error)
    if (problem.status !== 400) throw error
    // One of them can never be sent: alone each tells for itself, so that it does not hold up the others.
    if (batch.length > 1) { for (const one of batch) await sendActs([one]); return }
    await remember([{ id: batch[0]!.act.id, orderId: batch[0]!.act.orderId, kind: batch[0]!.act.kind, outcome: 'refused', reason: problem.errors[0]?.detail ?? problem.detail }])
  } finally { for (const { act: one } of batch) underWay.delete(one.id) }
  await dropActs(batch.map((q) => q.seq))
  await reload()
  show()
}

async function remember(more: readonly Returned[]): Promise<void> {
  if (more.length === 0) return
  const returned = [...state.returned.filter((r) => !more.some((m) => m.id === r.id)), ...more]
  await keepCopy(person!, RETURNED, returned)
  show({ returned })
}

/** The engineer has read what came back. */
export async function dismiss(id: string): Promise<void> {
  const returned = state.returned.filter((r) => r.id !== id)
  await keepCopy(person!, RETURNED, returned)
  show({ returned })
}

async function sendPicture(picture: KeptPicture): Promise<void> {
  const form = new FormData()
  form.append('file', picture.blob, `${picture.id}.jpg`)
  const answer = await fetch(addressOf(fieldApi.addPhoto, { params: { id: picture.record }, query: { photoId: picture.id, ...picture.about } }), { method: 'POST', body: form, credentials: 'same-origin', headers: { accept: 'application/json, application/problem+json', 'x-requested-with': 'houyuan' } })
    .catch((error: unknown) => { noteUnreachable(); throw error })
  noteReachable()
  if (!answer.ok) {
    const problem = await problemOf(answer)
    // What the server will never take leaves the queue with its reason; everything else is tried again.
    if (![400, 404, 413].includes(problem.status)) throw problem
    await remember([{ id: picture.id, orderId: picture.record, kind: 'photo', outcome: 'refused', reason: problem.errors[0]?.detail ?? problem.detail }])
  }
  await dropPicture(picture.id)
  URL.revokeObjectURL(urls.get(picture.id) ?? '')
  urls.delete(picture.id)
}

/** Tries again whenever there may be a network again. */
export function watchNetwork(): () => void {
  const soon = () => { void synchronise() }, seen = () => { if (document.visibilityState === 'visible') soon() }
  const timer = setInterval(() => { if (state.waiting > 0) soon() }, RETRY)
  addEventListener('online', soon)
  document.addEventListener('visibilitychange', seen)
  return () => { clearInterval(timer); removeEventListener('online', soon); document.removeEventListener('visibilitychange', seen) }
}
