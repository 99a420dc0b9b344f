// A rule as one sentence in the reader's language. Pure, so that it is tested.
import type { Translate } from '../../../web/i18n/translate.ts'
import type { Action, Condition, Definition, Field, Trigger } from '../contract/rule.ts'

export type Names = Readonly<Record<string, string>>

/** Message keys of the values of a field; null where values are words of people, ids or figures. */
const WORDS: Partial<Record<Field, string>> = {
  channel: 'cases.channel', state: 'cases.state', requesterType: 'cases.requester-type', serviceLine: 'cases.service-line', problemClass: 'cases.class', urgency: 'cases.factor', complexity: 'cases.factor', impact: 'cases.impact', severity: 'cases.severity', level: 'cases.level', tier: 'customers.tier', language: 'automation.language', breached: 'automation.yes-no', outsideService: 'automation.yes-no',
}
export const valueWord = (t: Translate, field: Field, value: string, names: Names): string => (WORDS[field] ? t(`${WORDS[field]}.${value}` as never) : names[value] ?? value)

export function triggerWords(t: Translate, trigger: Trigger): string {
  if (trigger.kind === 'time') return t('automation.when.time', { state: t(`cases.state.${trigger.state}`), hours: trigger.hours })
  if (trigger.kind === 'clock') return t(`automation.when.${trigger.event}`, { clock: trigger.clock ? t(`sla.kind.${trigger.clock}`) : t('automation.any-clock') })
  return trigger.event === 'state-changed' && trigger.to ? t('automation.when.state-to', { state: t(`cases.state.${trigger.to}`) }) : t(`automation.when.${trigger.event}`)
}

export function conditionWords(t: Translate, c: Condition, names: Names): string {
  const values = c.values.map((v) => valueWord(t, c.field, v, names))
  return t(`automation.if.${c.is}`, { field: t(`automation.field.${c.field}`), values: values.join(t('automation.or')), from: values[0] ?? '', to: values[1] ?? '' })
}

const SET_WORDS: Record<string, string> = { serviceLine: 'cases.service-line', problemClass: 'cases.class', urgency: 'cases.factor', complexity: 'cases.factor', impact: 'cases.impact', severity: 'cases.severity', outsideService: 'automation.yes-no' }
export const setWord = (t: Translate, field: string, value: unknown): string => t(`${SET_WORDS[field] ?? 'automation.yes-no'}.${String(value)}` as never)

export function actionWords(t: Translate, a: Action, names: Names): string {
  switch (a.do) {
    case 'assign': return t('automation.then.assign', { name: names[a.personId] ?? '…' })
    case 'move': return t('automation.then.move', { name: names[a.unitId] ?? '…' })
    case 'set': return t('automation.then.set', { fields: Object.entries(a.set).map(([f, v]) => t('automation.then.set-one', { field: t(`cases.field.${f}`), value: setWord(t, f, v) })).join(t('automation.list')) })
    case 'note': return t('automation.then.note', { text: a.text })
    case 'notify': return t('automation.then.notify', { who: a.who === 'person' ? names[a.personId ?? ''] ?? '…' : t(`automation.who.${a.who}`), text: a.text })
    case 'template': return t('automation.then.template', { name: names[a.templateId] ?? '…' })
    case 'follow-up': return t('automation.then.follow-up')
    case 'webhook': return t('automation.then.webhook', { name: a.name })
  }
}

export function sentence(t: Translate, d: Definition, names: Names): string {
  const conditions = d.conditions.map((c) => conditionWords(t, c, names)), actions = d.actions.map((a) => actionWords(t, a, names))
  return [t('automation.sentence.when', { when: triggerWords(t, d.trigger) }), conditions.length ? t('automation.sentence.if', { conditions: conditions.join(t('automation.and')) }) : '', t('automation.sentence.then', { actions: actions.join(t('automation.list')) }), d.last ? t('automation.sentence.last') : ''].filter(Boolean).join('')
}
