// What is unusual about a case, in words: breached, reopened, recurring, waiting for facts.
import { Tone, type ToneKind } from '../../../../web/design/Marks.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { Case, Flag } from '../../contract/case.ts'

const TONES: Record<Flag, ToneKind> = { breached: 'bad', recurrence: 'warn', reopened: 'warn', 'review-required': 'warn', 'confirmation-overdue': 'warn', 'needs-facts': 'plain', 'outside-service': 'plain' }

export function CaseFlags({ value }: { value: Pick<Case, 'flags' | 'review'> }) {
  const t = useT()
  return value.flags.filter((flag) => flag !== 'review-required' || !value.review).map((flag) => <Tone key={flag} kind={TONES[flag]}>{t(`cases.flag.${flag}`)}</Tone>)
}
