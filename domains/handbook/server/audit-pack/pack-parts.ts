// The place where a part of the product adds its records to the audit pack.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { definePlace } from '../../../../platform/server/places.ts'
import type { Week } from '../compliance/clause-figures.ts'

/** `lines`: one JSON value per line, chained by hash when it is written. `json`: one value. */
export type PackFile = { readonly path: `${string}.ndjson`; readonly lines: readonly object[] } | { readonly path: `${string}.json`; readonly json: unknown }

export interface AuditPackPart {
  readonly name: string
  /** Only what the reader may see. */
  files(ctx: Ctx, period: Week): Promise<PackFile[]>
}

export const auditPackParts = definePlace<AuditPackPart>('handbook.audit-pack')
