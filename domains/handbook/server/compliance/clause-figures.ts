// The place where a part of the product says what it measures of the clauses, and what it must be able to answer.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { definePlace } from '../../../../platform/server/places.ts'
import type { ComplianceException } from '../../contract/compliance.ts'

export interface Week { readonly from: Date; readonly to: Date }
/** One figure in one week: a share as `met` of `n`, or a `value` in the unit of the target. */
export interface WeekFigure { readonly figure: string; readonly week: number; readonly n: number; readonly met: number; readonly value?: number; readonly explained?: number }

export interface ClauseFigures {
  readonly name: string
  /** Names of the register that it answers for. */
  knows(figure: string): boolean
  /** All of them in as few queries as it takes, only over records that the reader may see; `units` null: every unit. */
  weekly(ctx: Ctx, figures: readonly string[], weeks: readonly Week[], units: readonly string[] | null): Promise<WeekFigure[]>
  /** Records that missed, newest first. */
  exceptions?(ctx: Ctx, figure: string, period: Week, units: readonly string[] | null, page: { limit: number; cursor: string | undefined }): Promise<{ items: ComplianceException[]; nextCursor: string | null }>
}

export const clauseFigures = definePlace<ClauseFigures>('handbook.clause-figures')
