// What the handbook asks for on the way to "solved", with how far it is (§3.2-4, §3.2-5).
import { Check, X } from 'lucide-react'
import { useServerMinute } from '../../../../web/design/server-clock.ts'
import { useFormat, useT } from '../../../../web/i18n/i18n.ts'
import type { Case } from '../../contract/case.ts'

type Mark = 'ok' | 'no' | 'go' | ''
interface Line { id: string; mark: Mark; note?: string | null; at?: string | null }

const verdict = (value: 'pass' | 'fail' | null): Mark => (value === 'pass' ? 'ok' : value === 'fail' ? 'no' : '')

export function checksOf(value: Case, word: (nature: NonNullable<Case['nature']>) => string): Line[] {
  const done = (is: boolean): Mark => (is ? 'ok' : '')
  const lines: Line[] = [
    { id: 'response', mark: done(value.response !== null), at: value.response?.at ?? null }, { id: 'nature', mark: done(value.nature !== null), note: value.nature ? word(value.nature) : null }, { id: 'cause', mark: done(value.cause !== null), note: value.cause },
    ...(value.containmentAt ? [{ id: 'containment', mark: 'ok', at: value.containmentAt } as const] : []), { id: 'solution', mark: done(value.solution !== null), note: value.solution },
    { id: 'retest', mark: verdict(value.verification.retest) }, { id: 'stability', mark: verdict(value.verification.stability) }, { id: 'confirmed', mark: done(value.answeredAt !== null && value.state !== 'reopened'), at: value.answeredAt },
  ]
  const next = lines.findIndex((line) => line.mark === '')
  return lines.map((line, i) => (i === next && value.resolvedAt === null ? { ...line, mark: 'go' } : line))
}

export function CaseChecks({ value }: { value: Case }) {
  const t = useT(), format = useFormat(), now = useServerMinute()
  return (
    <ul className="cs-checks">{checksOf(value, (nature) => t(`cases.nature.${nature}`)).map(({ id, mark, note, at }) => (
      <li key={id} className={mark}><span className="m" aria-hidden>{mark === 'ok' ? <Check size={11} strokeWidth={3} /> : mark === 'no' ? <X size={11} strokeWidth={3} /> : mark === 'go' ? <i /> : null}</span>
        <span>{t(`cases.check-step.${id}`)}<span className="sr"> {t(`cases.check-state.${mark || 'open'}`)}</span>{note && <small>{note}</small>}</span>{at ? <time className="num dim sm nw">{format.moment(at, now)}</time> : <span />}</li>
    ))}</ul>
  )
}

/** `4 / 7` beside the heading. */
export function ChecksDone({ value }: { value: Case }) {
  const format = useFormat(), lines = checksOf(value, String)
  return <span className="num cs-done">{format.number(lines.filter((line) => line.mark === 'ok' || line.mark === 'no').length)} / {format.number(lines.length)}</span>
}
