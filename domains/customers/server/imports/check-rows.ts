// Decides row by row what an import would do. Pure: facts about what exists come in, plans and errors go out.
import { BadInput } from '../../../../platform/server/errors.ts'
import { parseInput } from '../../../../platform/server/http/parse-input.ts'
import type { z } from 'zod'
import { CreateContact } from '../../contract/contact.ts'
import { CreateCustomer } from '../../contract/customer.ts'
import type { ImportField } from '../../contract/import.ts'
import { nameKey } from '../customers/name-key.ts'
import { valueOf } from './columns.ts'

export interface ImportFacts {
  /** Codes and names of units, lower case -> id. */
  regions: ReadonlyMap<string, string>
  /** Name key -> number of a customer that exists. */
  names: ReadonlyMap<string, string>
  /** Number -> id. */
  numbers: ReadonlyMap<string, string>
  emails: ReadonlySet<string>
  /** Whether the importer may write marked fields. */
  mayFinancial: boolean
}
export interface RowProblem { field: ImportField | null; code: string; params?: Record<string, unknown> }
/** `same` = the customer that the row with this line makes. */
export type CustomerPlan = { make: CreateCustomer } | { same: number } | { existing: string }
export interface CheckedRow { line: number; problems: RowProblem[]; customer: CustomerPlan | null; contact: Omit<CreateContact, 'customerId'> | null }

type Values = Partial<Record<ImportField, string>>

/** Values of a row by field; empty cells are left out. */
export const valuesOf = (cells: readonly string[], mapping: readonly (ImportField | null)[]): Values =>
  Object.fromEntries(mapping.flatMap((field, i) => (field && cells[i] ? [[field, valueOf(field, cells[i])]] : [])))

export function checkRows(rows: readonly { line: number; cells: readonly string[] }[], mapping: readonly (ImportField | null)[], facts: ImportFacts): CheckedRow[] {
  const made = new Map<string, number>(), emails = new Set(facts.emails)
  return rows.map(({ line, cells }) => {
    const values = valuesOf(cells, mapping)
    const problems: RowProblem[] = []
    const contact = checkContact(values, emails, problems)
    const customer = checkCustomer(values, contact !== null, made, facts, problems)
    if (problems.length > 0) return { line, problems, customer: null, contact: null }
    if (customer && 'make' in customer) made.set(nameKey(customer.make.name), line)
    if (contact?.email) emails.add(contact.email)
    return { line, problems, customer, contact }
  })
}

function checkCustomer(v: Values, hasContact: boolean, made: ReadonlyMap<string, number>, facts: ImportFacts, problems: RowProblem[]): CustomerPlan | null {
  if (v.number) {
    const existing = facts.numbers.get(v.number.toUpperCase())
    if (!existing) problems.push({ field: 'number', code: 'customers.import-number' })
    else if (!hasContact) problems.push({ field: 'contactName', code: 'missing' })
    return existing ? { existing } : null
  }
  const key = v.name ? nameKey(v.name) : ''
  if (key && made.has(key)) {
    if (!hasContact) problems.push({ field: 'name', code: 'customers.import-twice', params: { line: made.get(key) } })
    return { same: made.get(key)! }
  }
  if (key && facts.names.has(key)) problems.push({ field: 'name', code: 'customers.import-exists', params: { number: facts.names.get(key) } })
  const region = v.region ? facts.regions.get(v.region.toLowerCase()) : undefined
  if (v.region && !region) problems.push({ field: 'region', code: 'customers.region-unknown' })
  const financial = pick(v, { bankName: 'bankName', bankAccount: 'bankAccount', taxNumber: 'taxNumber' })
  if (Object.keys(financial).length > 0 && !facts.mayFinancial) problems.push({ field: Object.keys(financial)[0] as ImportField, code: 'customers.import-financial' })
  const input = {
    ...pick(v, { name: 'name', tier: 'tier', language: 'language', phone: 'phone', address: 'address', preferredChannel: 'preferredChannel', note: 'note' }),
    ...(region ? { regionId: region } : {}), ...(v.mailDomain ? { mailDomains: v.mailDomain.split(/[\s,;，；、]+/).filter(Boolean) } : {}), ...(Object.keys(financial).length > 0 ? { financial } : {}),
  }
  const make = parsed(CreateCustomer, input, problems, (name) => (name === 'mailDomains' ? 'mailDomain' : name === 'financial' ? 'bankAccount' : name as ImportField))
  return make ? { make } : null
}

function checkContact(v: Values, emails: ReadonlySet<string>, problems: RowProblem[]): CreateContact | null {
  const given = pick(v, { name: 'contactName', email: 'contactEmail', phone: 'contactPhone' })
  if (Object.keys(given).length === 0) return null
  const contact = parsed(CreateContact, given, problems, (name) => (({ name: 'contactName', email: 'contactEmail', phone: 'contactPhone' })[name] ?? 'contactName') as ImportField)
  if (contact?.email && emails.has(contact.email)) problems.push({ field: 'contactEmail', code: 'customers.email-taken' })
  return contact
}

function pick(v: Values, fields: Record<string, ImportField>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).flatMap(([name, field]) => (v[field] ? [[name, v[field]]] : [])))
}

/** Parses by the same shapes as the API, so that an import lets nothing in that the API refuses. */
function parsed<T>(schema: z.ZodType<T>, input: unknown, problems: RowProblem[], fieldOf: (name: string) => ImportField): T | null {
  try { return parseInput(schema, input) } catch (error) {
    if (!(error instanceof BadInput)) throw error
    for (const e of error.errors) problems.push({ field: fieldOf(e.pointer.split('/')[1] ?? ''), code: e.code, params: e.params })
    return null
  }
}
