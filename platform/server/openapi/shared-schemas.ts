// Object shapes that several operations use are written once, below components.
import type { Json } from './operation.ts'
import type { JsonSchema } from './json-schema.ts'

const LEAST_PROPERTIES = 4

interface Found { schema: JsonSchema; name: string; count: number }

/** Moves object shapes that occur more than once to `components` and leaves references. Names come from the first place of use. */
export function shareSchemas(paths: Record<string, Json>): Record<string, JsonSchema> {
  const found = new Map<string, Found>(), taken = new Set<string>()
  for (const operation of operationsOf(paths)) {
    for (const { schema, part } of rootsOf(operation)) count(schema, `${upper(String(operation['operationId']))}${part}`, found)
  }
  const shared = new Map([...found].filter(([, f]) => f.count > 1))
  for (const entry of shared.values()) {
    let name = entry.name
    for (let n = 2; taken.has(name); n++) name = `${entry.name}${n}`
    taken.add(name)
    entry.name = name
  }
  for (const operation of operationsOf(paths)) for (const { schema, put } of rootsOf(operation)) put(replace(schema, shared))
  return Object.fromEntries([...shared.values()].map((f) => [f.name, replace(f.schema, shared, true)] as const).sort(([a], [b]) => (a < b ? -1 : 1)))
}

function* operationsOf(paths: Record<string, Json>): Generator<Json> { for (const path of Object.values(paths)) for (const operation of Object.values(path)) yield operation as Json }

function rootsOf(operation: Json): { schema: JsonSchema; part: string; put: (schema: JsonSchema) => void }[] {
  const medias = [['Body', operation['requestBody']], ...Object.entries(operation['responses'] as Json).filter(([status]) => status.startsWith('2')).map(([, r]) => ['Reply', r])] as [string, Json | undefined][]
  return medias.flatMap(([part, holder]) => Object.values((holder?.['content'] ?? {}) as Record<string, Json>).filter((m) => m['schema']).map((m) => ({ part, schema: m['schema'] as JsonSchema, put: (schema: JsonSchema) => { m['schema'] = schema } })))
}

const isShareable = (schema: JsonSchema): boolean => schema.type === 'object' && Object.keys(schema.properties ?? {}).length >= LEAST_PROPERTIES && !JSON.stringify(schema).includes('"$ref"')

function count(schema: JsonSchema, name: string, found: Map<string, Found>): void {
  if (isShareable(schema)) {
    const key = JSON.stringify(schema), known = found.get(key)
    if (known) known.count++
    else found.set(key, { schema, name, count: 1 })
  }
  for (const [key, inner] of childrenOf(schema)) count(inner, `${name}${upper(key)}`, found)
}

function childrenOf(schema: JsonSchema): [string, JsonSchema][] {
  const lists = [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? []), ...(schema.prefixItems ?? [])]
  return [...Object.entries(schema.properties ?? {}), ...(schema.items ? [['item', schema.items] as [string, JsonSchema]] : []), ...lists.map((s): [string, JsonSchema] => ['', s])]
}

function replace(schema: JsonSchema, shared: ReadonlyMap<string, Found>, isRoot = false): JsonSchema {
  const known = isRoot ? undefined : shared.get(JSON.stringify(schema))
  if (known) return { $ref: `#/components/schemas/${known.name}` }
  const each = (list: JsonSchema[] | undefined) => list?.map((s) => replace(s, shared))
  const made: JsonSchema = { ...schema }
  if (schema.properties) made.properties = Object.fromEntries(Object.entries(schema.properties).map(([k, s]) => [k, replace(s, shared)]))
  if (schema.items) made.items = replace(schema.items, shared)
  for (const key of ['anyOf', 'oneOf', 'allOf', 'prefixItems'] as const) { const list = each(schema[key]); if (list) made[key] = list }
  return made
}

const upper = (text: string): string => (text ? text[0]!.toUpperCase() + text.slice(1).replaceAll(/[^A-Za-z0-9]/g, '') : '')
