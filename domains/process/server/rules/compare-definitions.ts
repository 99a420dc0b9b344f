// What one version of the drawing changes against another, as keys of sentences. Pure.
import type { Definition, Step } from '../../contract/definition.ts'

export interface Change { code: 'step-added' | 'step-removed' | 'step-changed' | 'step-moved' | 'edge-added' | 'edge-removed' | 'lane-changed'; zh: string; en: string; fields: string[] }

const FIELDS = ['name', 'kind', 'states', 'department', 'handler', 'limit', 'result', 'clause', 'five', 'six', 'steps', 'four'] as const satisfies readonly (keyof Step)[]
const PLACE = ['lane', 'column', 'row'] as const satisfies readonly (keyof Step)[]
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)

export function compareDefinitions(before: Definition, after: Definition): Change[] {
  const old = new Map(before.steps.map((s) => [s.id, s])), now = new Map(after.steps.map((s) => [s.id, s]))
  const name = (id: string) => (now.get(id) ?? old.get(id))?.name ?? { zh: id, en: id }
  const about = (code: Change['code'], of: { zh: string; en: string }, fields: string[] = []): Change => ({ code, ...of, fields })
  const edge = (e: { from: string; to: string }) => ({ zh: `${name(e.from).zh} → ${name(e.to).zh}`, en: `${name(e.from).en} → ${name(e.to).en}` })
  const has = (list: Definition['edges'], e: Definition['edges'][number]) => list.some((x) => same(x, e))
  return [
    ...after.steps.filter((s) => !old.has(s.id)).map((s) => about('step-added', s.name)), ...before.steps.filter((s) => !now.has(s.id)).map((s) => about('step-removed', s.name)),
    ...after.steps.flatMap((s) => {
      const was = old.get(s.id)
      if (!was) return []
      const fields = FIELDS.filter((f) => !same(was[f], s[f]))
      return [...(fields.length > 0 ? [about('step-changed', s.name, fields)] : []), ...(PLACE.some((f) => was[f] !== s[f]) ? [about('step-moved', s.name)] : [])]
    }),
    ...after.edges.filter((e) => !has(before.edges, e)).map((e) => about('edge-added', edge(e))), ...before.edges.filter((e) => !has(after.edges, e)).map((e) => about('edge-removed', edge(e))),
    ...(same(before.lanes, after.lanes) ? [] : [about('lane-changed', { zh: '泳道', en: 'lanes' })]),
  ]
}
