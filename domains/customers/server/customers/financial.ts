// Marked fields: sealed before they reach the database, bound to their customer and column (§7.4, R7.4-1).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { SealedColumn } from '../../../../platform/server/module.ts'
import type { Financial } from '../../contract/customer.ts'

const COLUMNS = { bankName: 'bank_name', bankAccount: 'bank_account', taxNumber: 'tax_number' } as const
type Field = keyof typeof COLUMNS
export const FINANCIAL_FIELDS = Object.keys(COLUMNS) as Field[]
export type SealedColumns = { [F in Field as `${(typeof COLUMNS)[F]}_sealed`]: string | null }

const contextOf = (field: Field, id: string): string => `customers.${COLUMNS[field]}:${id}`

/** For the rotation of keys. */
export const sealedFinancials: readonly SealedColumn[] = FINANCIAL_FIELDS.map((field) => ({ table: 'customers', column: `${COLUMNS[field]}_sealed`, key: ['id'], context: ([id]) => contextOf(field, id!) }))

/** The columns to write for what is given; fields that are not given stay out. */
export function sealFinancial(ctx: Ctx, id: string, given: Partial<Financial>): Partial<SealedColumns> {
  return Object.fromEntries(FINANCIAL_FIELDS.filter((f) => given[f] !== undefined).map((f) => [`${COLUMNS[f]}_sealed`, given[f] == null ? null : ctx.host.cipher.seal(given[f], contextOf(f, id))]))
}

export function openFinancial(ctx: Ctx, id: string, row: SealedColumns): Financial {
  const open = (field: Field) => { const sealed = row[`${COLUMNS[field]}_sealed`]; return sealed === null ? null : ctx.host.cipher.open(sealed, contextOf(field, id)) }
  return { bankName: open('bankName'), bankAccount: open('bankAccount'), taxNumber: open('taxNumber') }
}

/** The last four characters of long values; short ones are hidden altogether. */
export const maskValue = (value: string): string => (value.length >= 10 ? `••••${value.slice(-4)}` : '••••')
export const maskFinancial = (f: Financial): Financial => ({ bankName: f.bankName && maskValue(f.bankName), bankAccount: f.bankAccount && maskValue(f.bankAccount), taxNumber: f.taxNumber && maskValue(f.taxNumber) })
