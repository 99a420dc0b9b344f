// What a rule does to a case, one act after the other, in the transaction of its run.
import { accountsOf } from '../../../platform/server/access/public.ts'
import type { Locale } from '../../../platform/contract/text.ts'
import type { Ctx } from '../../../platform/server/ctx.ts'
import { AppError } from '../../../platform/server/errors.ts'
import { translate } from '../../../platform/server/i18n.ts'
import { notify } from '../../../platform/server/notify/public.ts'
import { caseScope, editCase, loadCase, openFollowUp, transitionCase, type CaseFacts } from '../../cases/public.ts'
import { caseWords, keepMessage, sendTemplate } from '../../conversations/public.ts'
import { findUnit, leadsOf } from '../../org/public.ts'
import type { Action } from '../contract/rule.ts'
import { EventRaised } from '../contract/events.ts'
import type { Did } from './rule-store.ts'
import { whereOf } from './where-of.ts'

/** What was done is kept in words of both languages: the record is read by both. */
type Params = (locale: Locale) => Record<string, unknown>
const did = (key: string, params: Params = () => ({})): Did => ({ zh: translate('zh-CN', `automation.did.${key}`, params('zh-CN')), en: translate('en', `automation.did.${key}`, params('en')) })

interface By { ruleId: string; name: string; runId: string }

/** Does it and says in words what was done; null when there was nothing to do. @throws AppError for what the case does not allow */
export async function act(ctx: Ctx, caseId: string, action: Action, by: By): Promise<Did | null> {
  const facts = await loadCase(ctx, caseId), t = did
  switch (action.do) {
    case 'assign': {
      if (facts.handlerId === action.personId) return null
      await transitionCase(ctx, caseId, { to: 'assigned', handlerId: action.personId, reason: by.name })
      const { handlerName } = await loadCase(ctx, caseId)
      return t('assign', () => ({ name: handlerName ?? '' }))
    }
    case 'move': {
      if (facts.unitId === action.unitId) return null
      await editCase(ctx, caseId, { unitId: action.unitId, reason: by.name })
      const unit = await findUnit(ctx, action.unitId)
      return t('move', (l) => ({ name: (l === 'en' ? unit?.nameEn : unit?.nameZh) ?? '' }))
    }
    case 'set': {
      const before = facts.version
      const after = await editCase(ctx, caseId, { ...action.set, reason: by.name })
      return after.version === before ? null : t('set', (l) => ({ fields: Object.keys(action.set).map((f) => translate(l, `cases.field.${f}`)).join(l === 'en' ? ', ' : '、') }))
    }
    case 'note': return note(ctx, facts, action.text, by, t('note'))
    case 'notify': return tell(ctx, facts, action, by)
    case 'template': return (await sendTemplate(ctx, caseId, action.templateId)) ? t('template') : t('template-no-address')
    case 'follow-up': return (await openFollowUp(ctx, caseId)) ? t('follow-up') : null
    case 'webhook': {
      await ctx.emit(EventRaised, { ...whereOf(facts), ruleId: by.ruleId, event: action.name })
      return t('webhook', () => ({ name: action.name }))
    }
  }
}

async function note(ctx: Ctx, facts: CaseFacts, text: string, by: By, words: Did): Promise<Did> {
  await keepMessage(ctx, facts, { channel: 'portal', direction: 'internal', visibility: 'internal', automatic: false, from_name: translate('zh-CN', 'automation.rule-named', { name: by.name }), body: await caseWords(ctx, facts, text) })
  return words
}

async function tell(ctx: Ctx, facts: CaseFacts, action: Extract<Action, { do: 'notify' }>, by: By): Promise<Did> {
  const people = action.who === 'handler' ? [facts.handlerId] : action.who === 'first-owner' ? [facts.firstOwnerId] : action.who === 'person' ? [action.personId ?? null] : facts.unitId ? await leadsOf(ctx, facts.unitId) : []
  const to = people.filter((id): id is string => id !== null)
  // Contents of restricted cases stay out of notices (§3.1-3).
  const text = facts.problemClass === 'data-security' ? by.name : await caseWords(ctx, facts, action.text)
  const told = await notify(ctx, { name: 'automation.told', to, params: { number: facts.number, text, rule: by.name }, subject: `case:${facts.id}`, url: `/cases/${facts.id}`, dedupeKey: `${by.runId}:${action.who}`, permission: 'cases.read', row: caseScope(facts) })
  const names = (await accountsOf(ctx, to)).map((a) => a.name).join('、')
  return told > 0 ? did('notify', () => ({ names })) : did('notify-nobody')
}

/** An error in words for the run log. */
export const wordsOfError = (error: unknown): Did => ({ zh: wordsIn('zh-CN', error), en: wordsIn('en', error) })
const wordsIn = (locale: Locale, error: unknown): string => (error instanceof AppError
  ? [translate(locale, `problem.${error.code}.title`, error.params), ...error.errors.map((e) => translate(locale, `field.${e.code}`, e.params))].join(' ')
  : translate(locale, 'automation.error.internal'))
