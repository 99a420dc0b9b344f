// What of the things that clauses name this installation really has. Read from the registry of the product, so it cannot be claimed.
import type { Registry } from '../../../../platform/server/registry.ts'
import { jobs } from '../register/jobs.ts'
import { screens } from '../register/screens.ts'

export interface Evidence { hasPolicies: boolean; hasModule: (id: string) => boolean; hasScreen: (id: string) => boolean; hasJob: (code: string) => boolean }

/** A policy is there when the part that keeps policies is; that every code named by the register is one of its policies is what a test sees to. */
export function findEvidence(registry: Registry): Evidence {
  const modules = new Set(registry.modules.map((m) => m.id))
  const codes = new Set([...registry.schedules.values()].flatMap((s) => s.code ?? []))
  const names = new Set([...registry.schedules.keys(), ...registry.jobs.keys(), ...registry.settings.keys(), ...registry.sweeps.map((s) => s.name)])
  const moduleOf = new Map(screens.map((s) => [s.id, s.module])), workOf = new Map(jobs.map((j) => [j.code, j.by ?? []]))
  return {
    hasPolicies: modules.has('sla'), hasModule: (id) => modules.has(id),
    hasScreen: (id) => modules.has(moduleOf.get(id) ?? ''),
    hasJob: (code) => { const work = workOf.get(code) ?? []; return codes.has(code) || (work.length > 0 && work.every((name) => names.has(name))) },
  }
}
