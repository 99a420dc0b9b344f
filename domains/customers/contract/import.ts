// Import of customers and contacts from a CSV file: preview first, then the good rows are saved (RX-10).
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Moment } from '../../../platform/contract/time.ts'

export const ImportField = z.enum(['number', 'name', 'tier', 'region', 'language', 'phone', 'address', 'preferredChannel', 'mailDomain', 'note', 'bankName', 'bankAccount', 'taxNumber', 'contactName', 'contactEmail', 'contactPhone'])
export type ImportField = z.infer<typeof ImportField>

/** Which column holds what, by the column's place from 0; `null` leaves a column out. Without it the headers decide. */
export const Mapping = z.array(ImportField.nullable()).max(100)
export type Mapping = z.infer<typeof Mapping>
/** Text fields of the upload; the file itself is the part `file`. */
export const UploadImport = z.object({ mapping: z.string().max(5_000).optional() })
export const SetMapping = z.strictObject({ mapping: Mapping })

export const RowError = z.object({ line: z.number().int(), field: ImportField.nullable(), code: z.string(), detail: z.string() })
export const Import = z.object({
  id: Id, fileName: z.string(), encoding: z.enum(['utf-8', 'utf-16', 'gb18030']), state: z.enum(['previewed', 'applied']),
  columns: z.array(z.object({ index: z.number().int(), header: z.string(), field: ImportField.nullable() })),
  rows: z.number().int(), good: z.number().int(), bad: z.number().int(),
  /** Saved customers and contacts, once applied. */
  created: z.object({ customers: z.number().int(), contacts: z.number().int() }).nullable(),
  /** The first 20 rows as they will be read; marked fields are masked. */
  sample: z.array(z.object({ line: z.number().int(), values: z.partialRecord(ImportField, z.string()) })),
  /** The first 200 errors; the error file holds all. */
  errors: z.array(RowError), createdAt: Moment, appliedAt: Moment.nullable(),
})
export type Import = z.infer<typeof Import>
