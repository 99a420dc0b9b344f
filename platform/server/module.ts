// A domain declares everything it adds to the product in one value of this type.
import type { z } from 'zod'
import type { Endpoint } from '../contract/endpoint.ts'
import type { EventType, Happened } from '../contract/event.ts'
import type { Actor, Ctx, JobType, Origin } from './ctx.ts'
import type { SubjectRule } from './hidden-subjects.ts'
import type { Host } from './host.ts'
import type { Contribution } from './places.ts'
import type { ScopedRow } from './scope.ts'
import type { FileReply, FilledReply, Reply, UploadedFile } from './http/reply.ts'

export interface RouteInput<P, Q, B> {
  params: P; query: Q; body: B
  /** Version from If-Match; null when the client sent none. */
  ifMatch: number | null
  /** Files of a multipart upload, already on disk in the temporary folder. */
  files: UploadedFile[]
  /** Of an endpoint of the kind `raw`: what came, as it came. */
  raw?: RawRequest
}

export interface RawRequest { bytes: Buffer; headers: Readonly<Record<string, string | string[] | undefined>>; query: Readonly<Record<string, unknown>> }

export interface Route<P = any, Q = any, B = any, R = any> {
  endpoint: Endpoint<P, Q, B, R>
  handle: (ctx: Ctx, input: RouteInput<P, Q, B>) => Promise<R | FileReply | Reply<R> | FilledReply<R>>
  /** Instead of `handle`, without a transaction around it: for work that takes long or moves the clock. */
  outside?: (host: Host, actor: Actor, input: RouteInput<P, Q, B>, origin: Origin) => Promise<R | FileReply | Reply<R>>
  /** Served only where this holds; elsewhere the address does not exist. */
  where?: (host: Host) => boolean
}

export interface Reaction<T = any> {
  name: string
  to: EventType<T>
  /** in-transaction: part of the fact, may veto it, database only. after-commit: a consequence, retried until done. */
  when: 'in-transaction' | 'after-commit'
  /** With after-commit: the events that it is about, told from the event alone. No job is made for the others. */
  concerns?: (event: Happened<T>) => boolean
  run: (ctx: Ctx, event: Happened<T>) => Promise<void>
  /** With after-commit, instead of `run` for several events in one transaction: what they need is then read and written together. */
  together?: (ctx: Ctx, events: readonly Happened<T>[]) => Promise<void>
}

/** Which connections hear of an event: those that subscribed to a topic and whose permission reaches the row. */
export interface LiveRule<T = any> {
  to: EventType<T>
  /** `signed-in`: whoever is among the people of the row, without a permission. */
  permission: string
  topics: (event: Happened<T>) => string[]
  row: (ctx: Ctx, event: Happened<T>) => Promise<ScopedRow> | ScopedRow
}

/** Records at which people see who else is there (`case:<id>`); null when the record is gone. */
export interface TopicRule {
  prefix: string
  permission: string
  row: (ctx: Ctx, id: string) => Promise<ScopedRow | null>
}

/** Deadlines as rows: run often, does what is due, returns how many it did. */
export interface Sweep {
  name: string
  run: (ctx: Ctx) => Promise<number>
  /** Earliest business time after which something will be due; null when nothing waits. */
  nextDue: (ctx: Ctx) => Promise<Date | null>
  /** Seconds between runs; default 1. */
  every?: number
  /** Runs that one process has under way at once; each must take work that no other has. Default 1. */
  lanes?: number
}

/** A job by the calendar (Annex 2). A run missed while the product was down runs once after the start. */
export interface Schedule {
  name: string
  /** Job code of Annex 2, e.g. `J-37`. */
  code?: string
  /** Five cron fields in Asia/Shanghai; editable by the administrator. */
  cron: string
  clause?: string
  /** Does the work in one transaction; the text it returns is shown as the result. */
  run: (ctx: Ctx) => Promise<string | void>
  /** Instead of `run`, without a transaction around it: for work that takes longer than a minute. */
  outside?: (host: Host) => Promise<string | void>
}

export interface SettingDef<T = any> { key: string; schema: z.ZodType<T>; default: T; group: string; clause?: string; secret?: boolean }

/** A kind of message to people; `params` feed the translations `notify.<name>.title` and `notify.<name>.body`. */
export interface NotificationDef {
  name: string
  /** Channels it goes by unless the person chose otherwise. */
  channels: readonly ('in-app' | 'mail')[]
  /** Passes quiet hours (level 1, security). */
  urgent?: boolean
}

/** How long records of a kind are kept, and how they are removed (§5.1-4, §6.2-4). */
export interface RetentionClass {
  name: string
  clause: string
  /** Days that no setting can undercut. */
  floorDays: number
  defaultDays: number
  /** Removes what is older than the moment and not on hold, at most `limit`; returns subject ids for the purge log. */
  purge: (ctx: Ctx, olderThan: Date, limit: number) => Promise<string[]>
}

export interface HealthCheck {
  name: string
  check: (ctx: Ctx) => Promise<{ ok: boolean; reason?: string }>
  /** false: a failure is a warning and the product still counts as ready. */
  critical?: boolean
}

/** A column whose values the installation's key sealed (§7.4): a rotation of the keys seals them anew, a restore test opens one. */
export interface SealedColumn {
  table: string
  column: string
  /** The columns of the primary key. */
  key: readonly string[]
  /** What the value was bound to when it was sealed, from the values of `key` as text. */
  context: (key: readonly string[]) => string
}

/** A figure for Prometheus, read when somebody scrapes; null: there is none yet. */
export interface Figure {
  name: string
  help: string
  read: (ctx: Ctx) => Promise<number | null>
}

/** Something that runs beside the requests: a mail listener, a sender. Only where the role says so. */
export interface Service {
  name: string
  role: 'web' | 'worker' | 'all'
  start: (host: Host) => Promise<RunningService>
}
export interface RunningService {
  stop(): Promise<void>
  /** Returns when nothing that is due is left to do, with true when there was something; the test clock waits for it. */
  settle?(): Promise<unknown>
}

export type SeedKind = 'handbook' | 'demo' | 'acceptance'

/** A permission and who holds it by default is seeded with the roles of Part D (platform/server/access). */
export interface DomainModule {
  id: string
  needs: readonly DomainModule[]
  permissions: readonly string[]
  /** Folder of plain SQL migrations, named by UTC time, forward only. */
  migrations: URL | null
  events?: readonly EventType<any>[]
  routes?: readonly Route[]
  reactions?: readonly Reaction[]
  /** Reactions that follow from what the other modules declare. */
  reactionsOver?: (modules: readonly DomainModule[]) => readonly Reaction[]
  jobs?: readonly JobType<any>[]
  sweeps?: readonly Sweep[]
  schedules?: readonly Schedule[]
  live?: readonly LiveRule[]
  topics?: readonly TopicRule[]
  /** Who may look into records that other lists quote. */
  subjects?: readonly SubjectRule[]
  settings?: readonly SettingDef[]
  notifications?: readonly NotificationDef[]
  retention?: readonly RetentionClass[]
  health?: readonly HealthCheck[]
  figures?: readonly Figure[]
  sealed?: readonly SealedColumn[]
  services?: readonly Service[]
  /** Recomputes what the module keeps and names every difference; behind `houyuan verify`. */
  verify?: readonly { name: string; run: (ctx: Ctx) => Promise<string[]> }[]
  /** Reference data, fixture or demo company; called once on an empty installation, in domain order. Must be idempotent for `handbook`. */
  seed?: (ctx: Ctx, kind: SeedKind) => Promise<void>
  /**
   * Removes what belongs to the demo company (platform/server/demo-records.ts). Returns, in words of both languages, what people added
   * themselves and what would hang in the air: then nothing at all is removed.
   */
  removeDemo?: (ctx: Ctx) => Promise<string[]>
  /** Units with all their descendants; only the organisation declares it. */
  expandUnits?: (ctx: Ctx, unitIds: readonly string[]) => Promise<string[]>
  /** Search documents: a changed record is handed to the index after commit. */
  search?: readonly SearchSource[]
  /** What it adds to places that other modules offer (platform/server/places.ts). */
  contributes?: readonly Contribution[]
  /** Folder with zh-CN.json and en.json. */
  messages: URL
}

export interface SearchDocument {
  kind: string; id: string; number: string | null; title: string; text: string
  at: Date; row: ScopedRow; permission: string; url: string; audience: 'staff' | 'public'
  /** Permission that must reach the row as well before more than the number is shown (§3.1-3). */
  clearance?: string | null
  /** Whose own record it is: reads it without the clearance. */
  owner?: string | null
}
/** A part of a record that never changes, such as a message: whoever may read the record, and has the permission on it, finds it. */
export interface SearchPassage { kind: string; id: string; of: { kind: string; id: string }; text: string; at: Date; permission: string; /** Not for the owner of the record. */ internal: boolean }
export type Indexable = SearchDocument | SearchPassage | { kind: string; id: string; gone: true }
export interface SearchSource<T = any> {
  kind: string
  /** Records that came with the seed, so that no event tells of them: for building the index anew. They are put there by `indexDocuments`. */
  seeded?: (ctx: Ctx) => Promise<SearchDocument[]>
  on: readonly EventType<T>[]
  /** Events that are not about anything to be found: no job is made for them. */
  concerns?: (event: Happened<T>) => boolean
  /** Its documents are parts of records of another kind, which `permission` opens; each has events of its own, `id` tells which part. */
  part?: { of: string; permission: string; id: (event: Happened<T>) => string }
  /** The record's current document; null changes nothing. */
  document: (ctx: Ctx, event: Happened<T>) => Promise<Indexable | null>
  /** The same for several records at once, read together. */
  documents?: (ctx: Ctx, events: readonly Happened<T>[]) => Promise<readonly (Indexable | null)[]>
}

export const defineModule = (module: DomainModule): DomainModule => module
export const serve = <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, handle: Route<P, Q, B, R>['handle']): Route<P, Q, B, R> => ({ endpoint, handle })
/** Serves an endpoint without a transaction around it; the work opens its own. */
export const serveOutside = <P, Q, B, R>(endpoint: Endpoint<P, Q, B, R>, outside: NonNullable<Route<P, Q, B, R>['outside']>): Route<P, Q, B, R> => ({
  endpoint, outside, handle: () => Promise.reject(new Error(`${endpoint.method} ${endpoint.path} runs outside a transaction`)),
})
export const reaction = <T>(r: Reaction<T>): Reaction<T> => r
export const live = <T>(r: LiveRule<T>): LiveRule<T> => r
export const searchable = <T>(s: SearchSource<T>): SearchSource<T> => s
export const defineSetting = <T>(s: SettingDef<T>): SettingDef<T> => s
