// All open cases of a person go to somebody, or where the rule sends them: for an absence, a move, a change of work (§2.1-9). One case that is refused does not hold up the others.
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { AppError, BadInput, NotFound } from '../../../../platform/server/errors.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import { loadCase } from '../../../cases/public.ts'
import { isActiveStaff, staffByIds } from '../../../org/public.ts'
import type { z } from 'zod'
import type { HandedOver, HandOverWork } from '../../contract/assignment.ts'
import { may } from './may-assign.ts'
import { give } from './assign-case.ts'
import { evaluateCase } from './evaluate-case.ts'
import { handledBy } from './load-queries.ts'

/** More are handed over in several steps. */
const LIMIT = 200

/** Cases outside the actor's reach stay where they are and are not named. Throws NotFound, BadInput. */
export async function handOverWork(ctx: Ctx, personId: string, { toId, reason }: HandOverWork): Promise<z.infer<typeof HandedOver>> {
  if ((await staffByIds(ctx, [personId])).length === 0) throw new NotFound('person')
  if (toId && (toId === personId || !await isActiveStaff(ctx, toId))) throw new BadInput([{ pointer: '/toId', code: 'dispatch.person-unfit' }])
  const items: z.infer<typeof HandedOver>['items'] = []
  for (const id of await handledBy(ctx, personId, LIMIT)) {
    const facts = await loadCase(ctx, id)
    if (!may(ctx, facts)) continue
    const evaluation = await evaluateCase(ctx, { ...facts, handlerId: personId }, toId ?? null), fit = evaluation.choice.weighed.find((w) => w.out.length === 0 && w.person.id !== personId)?.person
    const to = toId ?? (evaluation.choice.chosen?.id === personId ? fit?.id : evaluation.choice.chosen?.id), hard = toId ? evaluation.wanted?.out.filter((o) => o.hard) ?? [] : []
    const refused = !to ? translate(ctx.locale, 'field.dispatch.nobody-fits') : hard.length > 0 ? hard.map((o) => translate(ctx.locale, `field.dispatch.out.${o.code}`, o.params)).join(' ') : await tryTo(ctx, () => give(ctx, facts, to, evaluation, 'handover', reason))
    items.push({ caseId: id, number: facts.number, to: refused === null ? { id: to!, name: (await loadCase(ctx, id)).handlerName ?? '' } : null, refused })
  }
  return { items, moved: items.filter((i) => i.refused === null).length }
}

/** A guard that refuses one case throws before anything was written. */
async function tryTo(ctx: Ctx, work: () => Promise<void>): Promise<string | null> {
  try { await work(); return null } catch (error) {
    if (error instanceof AppError && error.status < 500) return error.errors.map((e) => translate(ctx.locale, `field.${e.code}`, e.params)).join(' ') || translate(ctx.locale, `problem.${error.code}.title`)
    throw error
  }
}
