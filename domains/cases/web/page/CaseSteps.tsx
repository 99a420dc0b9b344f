// The seven steps of a case with the time each took: stays in states, summed by step.
import { Stepper, type Step } from '../../../../web/design/Stepper.tsx'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { Case, CaseState } from '../../contract/case.ts'
import { STEPS, stepOf } from '../case-words.ts'

/** Milliseconds spent in each step until `now`; null for steps that were not reached. */
export function timeInSteps(stages: Case['stages'], now: number): (number | null)[] {
  const spent: (number | null)[] = STEPS.map(() => null)
  for (const stay of stages) {
    if (!stay.enteredAt) continue
    const step = stay.stage === 'new' ? 0 : stepOf(stay.stage as CaseState)
    if (step >= STEPS.length) continue
    spent[step] = (spent[step] ?? 0) + Math.max(0, (stay.leftAt ? Date.parse(stay.leftAt) : now) - Date.parse(stay.enteredAt))
  }
  return spent
}

export function CaseSteps({ value, small }: { value: Case; small?: boolean }) {
  const t = useT(), format = useFormat(), now = useServerMinute(), current = stepOf(value.state), spent = timeInSteps(value.stages, now)
  const note = (index: number): string | undefined => {
    if (index === 0) return format.moment(value.createdAt, now)
    const time = spent[index]
    if (time === null || time === undefined) return undefined
    return index === current ? t('cases.step.running', { time: format.duration(time) }) : format.duration(time)
  }
  const steps: Step[] = STEPS.map((id, index) => { const text = note(index); return { id, label: t(`cases.step.${id}`), ...(text ? { note: text } : {}) } })
  return <Stepper steps={steps} current={current} {...(small ? { small } : {})} />
}
