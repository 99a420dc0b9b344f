// What the search finds of cases. Who is not cleared finds a data-security case by its number at most (§3.1-3). `any`: the events share `caseId`, and no more is used.
import { searchable } from '../../../platform/server/module.ts'
import { CaseArchived, CaseAssigned, CaseClassified, CaseEdited, CaseOpened, CaseReclassified, CaseStateChanged } from '../contract/events.ts'
import { caseScope } from './case-scope.ts'
import { readCase } from './case-store.ts'

export const caseSearch = searchable<any>({
  kind: 'case',
  on: [CaseOpened, CaseClassified, CaseReclassified, CaseEdited, CaseAssigned, CaseStateChanged, CaseArchived],
  async document(ctx, event) {
    const facts = await readCase(ctx, event.data.caseId)
    if (!facts) return { kind: 'case', id: event.data.caseId, gone: true }
    const restricted = facts.problemClass === 'data-security'
    return {
      kind: 'case', id: facts.id, number: facts.number, title: restricted ? facts.number : facts.title,
      text: restricted ? '' : [facts.description, facts.systemVersion ?? '', facts.solution ?? '', facts.customerName ?? '', facts.requesterName].join('\n'),
      at: facts.createdAt, row: caseScope(facts), permission: 'cases.read', url: `/cases/${facts.id}`, audience: 'staff',
    }
  },
})
