// Which query parameters an endpoint knows: anything else is refused, so that a misspelt filter never silently lists everything.
import { z } from 'zod'
import { BadInput, type FieldError } from '../errors.ts'
import type { Query } from './read-query.ts'
import { escapePointer } from './read-json.ts'

/** Name -> may come several times. */
export type QueryNames = ReadonlyMap<string, boolean>
interface Shape { properties?: Record<string, Shape>; type?: string | string[]; items?: unknown; allOf?: Shape[]; anyOf?: Shape[]; oneOf?: Shape[] }

/** The parameters that a query schema names; an empty map when the endpoint takes none. */
export function queryNames(schema: z.ZodType | null): QueryNames {
  const names = new Map<string, boolean>()
  if (schema) collect(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape, names)
  return names
}

function collect(shape: Shape, names: Map<string, boolean>): void {
  for (const [name, property] of Object.entries(shape.properties ?? {})) names.set(name, (names.get(name) ?? false) || takesList(property))
  for (const part of [...(shape.allOf ?? []), ...(shape.anyOf ?? []), ...(shape.oneOf ?? [])]) collect(part, names)
}

/** A schema that says nothing of its type (a transform) may well take a list. */
const takesList = (shape: Shape): boolean => shape.type === undefined && !shape.anyOf && !shape.oneOf && !shape.allOf
  ? true : shape.type === 'array' || [...(shape.anyOf ?? []), ...(shape.oneOf ?? []), ...(shape.allOf ?? [])].some(takesList)

/** Throws BadInput for parameters that are unknown, or repeated where one value is meant. */
export function refuseUnknownParameters(names: QueryNames, query: Query): void {
  const errors: FieldError[] = []
  for (const [name, value] of Object.entries(query)) {
    const pointer = `/query/${escapePointer(name)}`
    if (!names.has(name)) errors.push({ pointer, code: 'unknown-parameter' })
    else if (Array.isArray(value) && !names.get(name)) errors.push({ pointer, code: 'repeated' })
  }
  if (errors.length > 0) throw new BadInput(errors.slice(0, 20))
}
