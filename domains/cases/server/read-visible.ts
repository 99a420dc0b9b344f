// A case for showing: content is masked for the uncleared, but that it exists may be known (§3.1-3).
import type { Ctx } from '../../../platform/server/ctx.ts'
import type { CaseFacts } from './case-facts.ts'
import { readCase, readCaseByNumber } from './case-store.ts'
import { visible } from './find-case.ts'

/** Throws NotFound outside the reach. */
export const readVisible = async (ctx: Ctx, id: string): Promise<CaseFacts> => visible(ctx, await readCase(ctx, id))
export const readVisibleByNumber = async (ctx: Ctx, number: string): Promise<CaseFacts> => visible(ctx, await readCaseByNumber(ctx, number))
