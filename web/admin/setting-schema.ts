// Which input fits a setting, by the JSON Schema that its part of the product declares. Pure.

export interface SettingSchema { type?: string; enum?: readonly unknown[]; const?: unknown; anyOf?: readonly SettingSchema[]; properties?: Readonly<Record<string, SettingSchema>>; items?: SettingSchema; minimum?: number; maximum?: number }
export type InputKind = 'switch' | 'number' | 'choice' | 'text' | 'many' | 'words' | 'numbers' | 'group' | 'json'

export function inputKind(schema: SettingSchema): InputKind {
  if (schema.enum) return 'choice'
  switch (schema.type) {
    case 'boolean': return 'switch'
    case 'integer': case 'number': return 'number'
    case 'string': return 'text'
    case 'object': return schema.properties ? 'group' : 'json'
    case 'array': return schema.items?.enum ? 'many' : schema.items?.type === 'string' ? 'words' : schema.items?.type === 'integer' || schema.items?.type === 'number' ? 'numbers' : 'json'
    default: return schema.anyOf?.every((one) => one.type === 'string') ? 'text' : 'json'
  }
}

const pieces = (text: string) => [...new Set(text.split(/[\s,，、;；]+/).filter(Boolean))]
export const readWords = (text: string): string[] => pieces(text)
/** Undefined when something in the text is no number. */
export function readNumbers(text: string): number[] | undefined {
  const found = pieces(text).map(Number)
  return found.some(Number.isNaN) ? undefined : found
}
