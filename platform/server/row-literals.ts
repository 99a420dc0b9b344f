// Many rows as one parameter: PostgreSQL reads an array of a table's row type in half the time that the same rows take as JSON.

/**
 * The text of an array of rows, for `select * from unnest($1::some_table[])`. `columns`: all columns of the table in its order; what a row
 * does not say is null. Objects and lists become JSON.
 */
export function rowsLiteral<T extends object>(columns: readonly (keyof T)[], rows: readonly T[]): string {
  return `{${rows.map((row) => `"(${columns.map((column) => field(row[column])).join(',')})"`).join(',')}}`
}

const PLAIN = /^[^\s(),"\\]+$/
/** Quoted twice: as a field of its row, and with the row as an element of the array. */
const quoted = (text: string): string => `\\"${text.replaceAll('\\', '\\\\\\\\').replaceAll('"', '\\"\\"')}\\"`

function field(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return PLAIN.test(value) ? value : quoted(value)
  if (typeof value !== 'object') return String(value)
  return value instanceof Date ? value.toISOString() : quoted(JSON.stringify(value))
}
