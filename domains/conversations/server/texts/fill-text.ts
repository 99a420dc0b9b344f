// Puts the facts of a case into a text. Pure.
import { VARIABLES, type Variable } from '../../contract/texts.ts'

const NAMED = /\{\{\s*([a-z][a-z0-9.-]*)\s*\}\}/gi
const known = new Set<string>(VARIABLES)

/** Names in double braces that no case can fill. */
export const unknownVariables = (text: string): string[] => [...new Set([...text.matchAll(NAMED)].map((m) => m[1]!.toLowerCase()).filter((name) => !known.has(name)))]

export type Values = Partial<Record<Variable, string | null>>

/** Variables without a value leave a visible gap `［…］` for the writer and are named in `empty`. */
export function fillText(text: string, values: Values): { text: string; empty: Variable[] } {
  const empty = new Set<Variable>()
  const filled = text.replace(NAMED, (whole, name: string) => {
    const variable = name.toLowerCase() as Variable
    if (!known.has(variable)) return whole
    const value = values[variable]
    if (value) return value
    empty.add(variable)
    return `［${variable}］`
  })
  return { text: filled, empty: [...empty] }
}
