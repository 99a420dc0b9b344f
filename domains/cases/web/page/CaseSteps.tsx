// The seven steps of a case with the time each took: stays in states, summed by step.
import { Stepper, type Step } from '../../../../web/design/Stepper.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { Case, CaseState } from '../../contract/case.ts'
import { STEPS, stepOf } from '../case-words.ts'

/** Milliseconds spent in each step until `now`; null for steps that were not reached. Taking a case in takes no time of its own. */
export function timeInSteps(stages: Case['stages'], now: number): (number | null)[] {
  const spent: (number | null)[] = STEPS.map(() => null)
  for (const stay of stages) {
    if (!stay.enteredAt) continue
    const step = stepOf(stay.stage as CaseState)
    if (step >= STEPS.length) continue
    spent[step] = (spent[step] ?? 0) + Math.max(0, (stay.leftAt ? Date.parse(stay.leftAt) : now) - Date.parse(stay.enteredAt))
  }
  return spent
}

/** Hours after the solution by which the user answers (§3.3-3) and the record is archived (§3.4-3). */
const AFTER_SOLUTION = { confirm: 24, archive: 72 } as const

export function CaseSteps({ value, small }: { value: Case; small?: boolean }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), current = stepOf(value.state), spent = timeInSteps(value.stages, now)
  const note = (index: number): string | undefined => {
    const time = spent[index], step = STEPS[index]
    if (step === 'intake') return format.moment(value.createdAt, now)
    if (index === current) return time === null || time === undefined ? undefined : t('cases.step.running', { time: format.duration(time) })
    if (time !== null && time !== undefined) return time < 60_000 ? t('cases.step.at-once') : format.duration(time)
    if (index < current) return undefined
    if (step === 'confirm' || step === 'archive') return t('cases.step.after', { time: format.duration(AFTER_SOLUTION[step] * 3_600_000) })
    return step === 'solve' && value.nextDue?.kind === 'resolution' ? t('cases.step.target', { time: format.moment(value.nextDue.dueAt, now) }) : undefined
  }
  const steps: Step[] = STEPS.map((id, index) => { const text = note(index); return { id, label: t(`cases.step.${id}`), ...(text ? { note: text } : {}) } })
  return <Stepper steps={steps} current={current} {...(small ? { small } : {})} />
}
