// Whether a rule is on, off, or was stopped.
import { Tone } from '../../../web/design/Marks.tsx'
import { useT } from '../../../web/i18n/i18n.ts'
import type { Rule } from '../contract/rule.ts'

export function RuleState({ rule }: { rule: Pick<Rule, 'state'> }) {
  const t = useT()
  return <Tone kind={rule.state === 'on' ? 'good' : rule.state === 'stopped' ? 'bad' : 'plain'}>{t(`automation.state.${rule.state}`)}</Tone>
}
