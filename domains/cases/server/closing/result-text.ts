// The result message or confirmation letter in words: nature, impact, solution, prevention (§5.1-2, B-42), with the link to answer.
import type { Transition } from '../../contract/transitions.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { translate } from '../../../../platform/server/i18n.ts'
import type { CaseFacts } from '../case-facts.ts'
import { confirmationUrl } from './confirmation-link.ts'

/** `locale` of the text is that of the product's customers unless the sender works in another language. */
export function resultText(ctx: Ctx, facts: CaseFacts, result: NonNullable<Transition['result']>): string {
  const say = (key: string, params: Record<string, unknown> = {}) => translate(ctx.locale, `cases.letter.${key}`, params)
  return [
    say('opening', { number: facts.number, title: facts.title }), '',
    `${say('nature')} ${result.nature}`, `${say('impact')} ${result.impact}`, `${say('solution')} ${result.solution}`, ...(result.prevention ? [`${say('prevention')} ${result.prevention}`] : []), '',
    say('question', { url: confirmationUrl(ctx, facts) }),
  ].join('\n')
}
