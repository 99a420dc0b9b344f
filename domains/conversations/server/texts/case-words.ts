// A text of another domain with the facts of a case in it.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import type { CaseFacts } from '../../../cases/public.ts'
import { caseValues } from './case-values.ts'
import { fillText } from './fill-text.ts'

export const caseWords = async (ctx: Ctx, facts: CaseFacts, text: string): Promise<string> => fillText(text, (await caseValues(ctx, facts)).values).text
