// All modules of the product with their parts looked up by name.
import type { EventType } from '../contract/event.ts'
import { coreModule } from './core-module.ts'
import type { JobType } from './ctx.ts'
import type { SubjectRule } from './hidden-subjects.ts'
import type { DomainModule, LiveRule, NotificationDef, Reaction, RetentionClass, Route, Schedule, SearchSource, SettingDef, Sweep, TopicRule } from './module.ts'

export interface Registry {
  readonly modules: readonly DomainModule[]
  readonly routes: readonly Route[]
  readonly reactionsTo: ReadonlyMap<string, readonly Reaction[]>
  readonly reactions: ReadonlyMap<string, Reaction>
  readonly jobs: ReadonlyMap<string, JobType<any>>
  readonly sweeps: readonly Sweep[]
  readonly schedules: ReadonlyMap<string, Schedule>
  readonly liveTo: ReadonlyMap<string, readonly LiveRule[]>
  readonly topics: ReadonlyMap<string, TopicRule>
  readonly subjects: ReadonlyMap<string, SubjectRule>
  readonly settings: ReadonlyMap<string, SettingDef>
  readonly notifications: ReadonlyMap<string, NotificationDef>
  readonly retention: ReadonlyMap<string, RetentionClass>
  readonly events: ReadonlyMap<string, EventType<any>>
  readonly permissions: ReadonlySet<string>
  readonly search: readonly SearchSource[]
}

/** Collects the declarations; a name declared twice is refused with an Error. */
export function buildRegistry(added: readonly DomainModule[]): Registry {
  const modules = [coreModule, ...added]
  const all = <T>(pick: (m: DomainModule) => readonly T[] | undefined): T[] => modules.flatMap((m) => [...(pick(m) ?? [])])
  const reactions = all((m) => [...(m.reactions ?? []), ...(m.reactionsOver?.(modules) ?? [])]), liveRules = all((m) => m.live)
  const events = new Map<string, EventType<any>>()
  for (const type of [...all((m) => m.events), ...reactions.map((r) => r.to), ...liveRules.map((l) => l.to), ...all((m) => m.search).flatMap((s) => s.on)]) events.set(type.name, type)
  return {
    modules,
    routes: all((m) => m.routes),
    reactionsTo: group(reactions, (r) => r.to.name),
    reactions: byName(reactions, (r) => r.name),
    jobs: byName(all((m) => m.jobs), (j) => j.name),
    sweeps: [...byName(all((m) => m.sweeps), (s) => s.name).values()],
    schedules: byName(all((m) => m.schedules), (s) => s.name),
    liveTo: group(liveRules, (l) => l.to.name),
    topics: byName(all((m) => m.topics), (t) => t.prefix),
    subjects: byName(all((m) => m.subjects), (s) => s.prefix),
    settings: byName(all((m) => m.settings), (s) => s.key),
    notifications: byName(all((m) => m.notifications), (n) => n.name),
    retention: byName(all((m) => m.retention), (r) => r.name),
    events,
    permissions: new Set(all((m) => m.permissions)),
    search: all((m) => m.search),
  }
}

function byName<T>(items: readonly T[], name: (item: T) => string): Map<string, T> {
  const found = new Map<string, T>()
  for (const item of items) {
    if (found.has(name(item))) throw new Error(`declared twice: ${name(item)}`)
    found.set(name(item), item)
  }
  return found
}

function group<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item])
  return groups
}
