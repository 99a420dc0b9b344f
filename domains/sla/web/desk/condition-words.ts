// A condition in words: `紧急程度 高、中`.
import type { z } from 'zod'
import type { MessageKey, Translate } from '../../../../web/i18n/translate.ts'
import type { Condition } from '../../contract/policy.ts'

const nameOf = (t: Translate, prefix: string, code: string): string => { const key = `${prefix}.${code}`, text = t(key as MessageKey); return text === key ? code : text }

export function conditionWords(condition: z.infer<typeof Condition>, t: Translate): string {
  const values = condition.is ?? condition.not ?? condition.has ?? []
  return t(condition.not ? 'sla.desk.when-not' : 'sla.desk.when', { field: nameOf(t, 'sla.field', condition.field), values: values.map((v) => nameOf(t, 'sla.value', String(v))).join(t('sla.desk.or')) })
}
