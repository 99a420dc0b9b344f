// Giving a case to somebody from the board: at once where the rule agrees, with a reason where it ruled the person out; undone within 8 s where somebody had it before.
import { useState } from 'react'
import { useSubmit } from '../../../../web/api/queries.ts'
import { call } from '../../../../web/api/call.ts'
import type { ApiProblem } from '../../../../web/api/problem.ts'
import { toast, toastProblem } from '../../../../web/design/Feedback.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import type { CaseSummary } from '../../../cases/contract/case.ts'
import { dispatchApi } from '../../contract/api.ts'
import type { Board } from '../../contract/board.ts'

interface Named { id: string; name: string }
export interface Asked { value: CaseSummary; person: Named; why: string }

const needsReason = (problem: ApiProblem): boolean => problem.errors.some((e) => e.code === 'dispatch.reason-needed')

export function useAssign(board: Board, onGiven: (caseId: string) => void) {
  const t = useT(), [asked, setAsked] = useState<Asked | null>(null), [pending, setPending] = useState<{ value: CaseSummary; person: Named | null } | null>(null)
  const submit = useSubmit(dispatchApi.assign, {
    invalidates: [dispatchApi.board, dispatchApi.candidates, dispatchApi.assignments],
    onDone(reply) {
      const before = board.people.find((p) => p.id === pending?.value.handler?.id)
      setAsked(null)
      toast(t('dispatch.given', { number: reply.number, name: reply.handler.name }), before ? { undo: () => call(dispatchApi.assign, { params: { id: reply.caseId }, body: { handlerId: before.id, reason: t('dispatch.undo.reason') } }).then(() => undefined) } : {})
      onGiven(reply.caseId)
    },
    onProblem(problem) {
      if (pending?.person && needsReason(problem)) setAsked({ value: pending.value, person: pending.person, why: problem.errors.find((e) => e.code === 'dispatch.reason-needed')!.detail })
      else if (!asked) toastProblem(problem)
    },
  })
  const send = (value: CaseSummary, person: Named | null, reason?: string) => {
    setPending({ value, person })
    void submit.submit({ params: { id: value.id }, body: { ...(person ? { handlerId: person.id } : {}), ...(reason ? { reason } : {}) } })
  }
  return {
    busy: submit.busy, problem: submit.problem, asked, close: () => setAsked(null),
    give: (value: CaseSummary, person: Named) => send(value, person), suggest: (value: CaseSummary) => send(value, null), withReason: (reason: string) => { if (asked) send(asked.value, asked.person, reason) },
  }
}
