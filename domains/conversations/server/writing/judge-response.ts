// Says whether a public reply counted as the first response, and in words what it lacks (§1.4, R1.4-2, S-023).
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { recordFirstResponse, type ResponseContent } from '../../../cases/public.ts'
import type { ResponseVerdict } from '../../contract/message.ts'

export const judgeResponse = async (ctx: Ctx, caseId: string, content: ResponseContent): Promise<ResponseVerdict> => judged(ctx, await recordFirstResponse(ctx, caseId, content))

/** The verdict in words. */
export function judged(ctx: Ctx, { counted, missing }: { counted: boolean; missing: readonly { field: string; clause: string }[] }): ResponseVerdict {
  const t = (key: string, params?: Record<string, unknown>) => translate(ctx.locale, `conversations.response.${key}`, params)
  const named = missing.map((m) => ({ field: m.field, clause: m.clause, detail: t(`missing.${m.field}`) }))
  const list = named.map((m) => m.detail).join(ctx.locale === 'en' ? ', ' : '、')
  return { complete: named.length === 0, counted, missing: named, detail: named.length === 0 ? t('counted') : t('incomplete', { missing: list, clause: named[0]?.clause ?? '§1.4' }) }
}
