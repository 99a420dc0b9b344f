// What the search finds of cases. Who is not cleared finds a data-security case by its number at most (§3.1-3). `any`: the events share `caseId`, and no more is used.
import { searchable, type Indexable } from '../../../platform/server/module.ts'
import { CaseArchived, CaseAssigned, CaseClassified, CaseEdited, CaseOpened, CaseReclassified, CaseStateChanged } from '../contract/events.ts'
import type { CaseFacts } from './case-facts.ts'
import { caseScope } from './case-scope.ts'
import { readCase } from './case-store.ts'
import { readCases } from './many-cases-store.ts'

export const caseSearch = searchable<any>({
  kind: 'case',
  on: [CaseOpened, CaseClassified, CaseReclassified, CaseEdited, CaseAssigned, CaseStateChanged, CaseArchived],
  document: async (ctx, event) => documentOf(event.data.caseId, await readCase(ctx, event.data.caseId)),
  async documents(ctx, events) {
    const ids = events.map((e): string => e.data.caseId), found = await readCases(ctx, ids)
    return ids.map((id) => documentOf(id, found.get(id) ?? null))
  },
})

function documentOf(id: string, facts: CaseFacts | null): Indexable {
  if (!facts) return { kind: 'case', id, gone: true }
  return {
    kind: 'case', id, number: facts.number, title: facts.title, text: [facts.description, facts.systemVersion ?? '', facts.solution ?? '', facts.customerName ?? '', facts.requesterName].join('\n'),
    at: facts.createdAt, row: caseScope(facts), permission: 'cases.read', url: `/cases/${id}`, audience: 'staff', clearance: facts.problemClass === 'data-security' ? 'cases.restricted' : null, owner: facts.requesterId,
  }
}
