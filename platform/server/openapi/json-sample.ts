// A value that fits a JSON Schema, always the same for the same schema: examples in the documents, and the sound part of bad-input tests.
import type { JsonSchema } from './json-schema.ts'

const UUID = '01926f3a-7c4e-7b1a-9d2f-3a5c8e0b6d41'
const MOMENT = '2025-03-03T09:00:00+08:00'

/** By the last word of the field's name; other text falls back to the name itself. */
const WORDS: Record<string, string> = {
  title: '打印服务无法连接', name: '陈立', description: '上午九点起，三台终端提示“连接超时”。', body: '已重启打印服务，请再试一次。', reason: '客户来电补充了影响范围', email: 'chen.li@example.com',
  phone: '+86 21 5555 0100', number: 'HY-250303-0001', url: 'https://example.com', clause: '§3.2', locale: 'zh-CN', label: '姓名', comment: '已核对', note: '已核对', text: '已核对', subject: '打印服务无法连接',
}
const FORMATS: Record<string, string> = {
  'date-time': MOMENT, date: '2025-03-03', time: '09:00:00', uuid: UUID, email: WORDS['email']!, uri: WORDS['url']!, ipv4: '192.0.2.10', ipv6: '2001:db8::10', duration: 'PT2H30M', hostname: 'example.com',
}
/** Texts tried against a pattern; the first that fits is taken. */
const CANDIDATES = ['PT2H30M', '§3.2', '+86 21 5555 0100', 'sample', 'a', 'sample.name', 'A1', 'HY-250303-0001', '08:00', '2025-03-03', '2025', '12', '0 9 * * 1', 'KH-0001', 'sample-name', 'SAMPLE', '#2450C4', 'zh-CN', 'C-10']

export interface SampleOptions { /** Also what may be left out. */ optional?: boolean; defs?: Record<string, JsonSchema> }

export function sampleOf(schema: JsonSchema, options: SampleOptions = {}, name = '', depth = 0): unknown {
  const at = (inner: JsonSchema, as = name) => sampleOf(inner, { ...options, defs: { ...options.defs, ...schema.$defs } }, as, depth + 1)
  if (schema.examples?.length) return schema.examples[0]
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.$ref) { const target = options.defs?.[schema.$ref.split('/').at(-1)!] ?? schema.$defs?.[schema.$ref.split('/').at(-1)!]; return target && depth < 8 ? at(target) : null }
  if (schema.default !== undefined && schema.default !== null) return schema.default
  const choice = schema.oneOf ?? schema.anyOf
  if (choice) return at(choice.find((c) => c.type !== 'null') ?? choice[0]!)
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((part) => at(part)))
  const type = Array.isArray(schema.type) ? schema.type.find((t) => t !== 'null') : schema.type
  switch (type) {
    case 'object': return objectOf(schema, options, depth, at)
    case 'array': return schema.prefixItems ? schema.prefixItems.map((item) => at(item)) : depth > 6 && !schema.minItems ? [] : Array.from({ length: Math.max(schema.minItems ?? 0, Math.min(1, schema.maxItems ?? 1)) }, () => at(schema.items ?? {}))
    case 'string': return textOf(schema, name)
    case 'integer': case 'number': return numberOf(schema)
    case 'boolean': return true
    case 'null': return null
    default: return schema.properties ? objectOf(schema, options, depth, at) : 'sample'
  }
}

function objectOf(schema: JsonSchema, options: SampleOptions, depth: number, at: (s: JsonSchema, name?: string) => unknown): Record<string, unknown> {
  const required = new Set(schema.required)
  const shown = Object.entries(schema.properties ?? {}).filter(([key]) => required.has(key) || (options.optional && depth < 6))
  return Object.fromEntries(shown.map(([key, property]) => [key, at(property, key)]))
}

function textOf(schema: JsonSchema, name: string): string {
  if (schema.format && FORMATS[schema.format]) return FORMATS[schema.format]!
  if (schema.pattern) {
    const fits = new RegExp(schema.pattern, 'u')
    return CANDIDATES.find((text) => fits.test(text) && text.length >= (schema.minLength ?? 0) && text.length <= (schema.maxLength ?? 1e9)) ?? 'sample'
  }
  const last = name.replace(/^.*?([A-Za-z][a-z]*)$/, '$1').toLowerCase()
  if (/Id$|^id$/.test(name)) return UUID
  if (/At$|^at$|^now$/.test(name) && schema.maxLength === undefined) return MOMENT
  const word = WORDS[last] ?? (name || 'sample')
  const long = word.length < (schema.minLength ?? 0) ? word.padEnd(schema.minLength!, 'x') : word
  return schema.maxLength === undefined ? long : long.slice(0, schema.maxLength)
}

function numberOf(schema: JsonSchema): number {
  const least = schema.minimum ?? (schema.exclusiveMinimum === undefined ? undefined : schema.exclusiveMinimum + (schema.type === 'integer' ? 1 : 0.001))
  const most = schema.maximum ?? schema.exclusiveMaximum
  const value = least ?? Math.min(1, most ?? 1)
  return schema.multipleOf ? Math.ceil(value / schema.multipleOf) * schema.multipleOf || schema.multipleOf : value
}
