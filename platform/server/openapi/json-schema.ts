// JSON Schema (2020-12, the dialect of OpenAPI 3.1) from the zod shapes of a contract.
import { z } from 'zod'

export interface JsonSchema {
  type?: string | string[]; format?: string; pattern?: string; const?: unknown; enum?: unknown[]; default?: unknown; description?: string; examples?: unknown[]
  minLength?: number; maxLength?: number; minimum?: number; maximum?: number; exclusiveMinimum?: number; exclusiveMaximum?: number; multipleOf?: number; minItems?: number; maxItems?: number
  properties?: Record<string, JsonSchema>; required?: string[]; additionalProperties?: boolean | JsonSchema; propertyNames?: JsonSchema
  items?: JsonSchema; prefixItems?: JsonSchema[]; anyOf?: JsonSchema[]; oneOf?: JsonSchema[]; allOf?: JsonSchema[]; not?: JsonSchema
  $ref?: string; $defs?: Record<string, JsonSchema>; $schema?: string
}

/** `input`: what a client may send. `output`: what the server answers. */
export function schemaOf(shape: z.ZodType, io: 'input' | 'output'): JsonSchema {
  const made = z.toJSONSchema(shape, { io, unrepresentable: 'any', override: ({ jsonSchema }) => tidy(jsonSchema as JsonSchema) }) as JsonSchema
  delete made.$schema
  return made
}

/** A format says more than the pattern behind it. */
function tidy(schema: JsonSchema): void {
  if (schema.format) delete schema.pattern
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
}

/** The properties of an object schema, its parts included; parameters of a query or path. */
export function propertiesOf(schema: JsonSchema): { name: string; schema: JsonSchema; required: boolean }[] {
  const own = Object.entries(schema.properties ?? {}).map(([name, property]) => ({ name, schema: property, required: schema.required?.includes(name) ?? false }))
  return [...own, ...(schema.allOf ?? []).flatMap(propertiesOf)]
}
