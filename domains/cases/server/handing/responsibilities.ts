// Nobody leaves open work behind (§2.1 谁主管,谁负责): who goes hands it over first, a unit that closes leaves it to its successor.
import { ContactRemoved, CustomerRemoved } from '../../../customers/public.ts'
import { PersonDisabling, UnitClosed, UnitClosing } from '../../../org/public.ts'
import { CaseAssigned, CaseEdited } from '../../contract/events.ts'
import { findAccountOf } from '../../../../platform/server/access/public.ts'
import type { Ctx } from '../../../../platform/server/ctx.ts'
import { Conflict, NotFound } from '../../../../platform/server/errors.ts'
import { reaction } from '../../../../platform/server/module.ts'
import type { CasePatch } from '../case-facts.ts'
import { whereOf } from '../case-scope.ts'
import { readCase, updateCase } from '../case-store.ts'
import { changesOf } from '../changes.ts'
import { unitNames } from '../unit-names.ts'
import { casesOf, openWorkOf } from './responsibility-store.ts'

/** More open work than this is moved in steps by people, not in one transaction. */
const LIMIT = 5000

export const responsibilityReactions = [
  reaction({ name: 'cases.hand-over-of-person', to: PersonDisabling, when: 'in-transaction', run: (ctx, e) => handOverOf(ctx, e.data.personId, e.data.reassignTo) }),
  reaction({ name: 'cases.unit-needs-successor', to: UnitClosing, when: 'in-transaction', async run(ctx, e) {
    if (e.data.successorId === null && (await openWorkOf(ctx, { unitId: e.data.unitId }, 1)).length > 0) throw new Conflict('org-unit-in-use', {}, [{ pointer: '/successorId', code: 'case.unit-open-work', clause: '§1.1' }])
  } }),
  reaction({ name: 'cases.move-to-successor', to: UnitClosed, when: 'in-transaction', run: (ctx, e) => moveAll(ctx, e.data.unitId, e.data.successorId) }),
  reaction({ name: 'cases.customer-has-cases', to: CustomerRemoved, when: 'in-transaction', run: (ctx, e) => refuseWithCases(ctx, { customerId: e.data.customerId }) }),
  reaction({ name: 'cases.contact-has-cases', to: ContactRemoved, when: 'in-transaction', run: (ctx, e) => refuseWithCases(ctx, { requesterId: e.data.contactId }) }),
]

/** Records of communication are kept for three years; whose they are stays with them (§5.1-4). */
async function refuseWithCases(ctx: Ctx, of: { customerId: string } | { requesterId: string }): Promise<void> {
  const { count, numbers } = await casesOf(ctx, of)
  if (count > 0) throw new Conflict('conflict', {}, [{ pointer: '/cases', code: 'case.has-cases', clause: '§5.1-4', params: { count, numbers: numbers.join(', ') } }])
}

/** Throws Conflict `org-open-responsibilities` naming how many cases are open when nobody takes them (S-128). */
async function handOverOf(ctx: Ctx, personId: string, to: string | null): Promise<void> {
  const work = await openWorkOf(ctx, { personId }, LIMIT)
  if (work.length === 0) return
  if (to === null) throw new Conflict('org-open-responsibilities', { count: work.length }, [{ pointer: '/reassignTo', code: 'case.person-open-work', clause: '§2.1', params: { count: work.length } }])
  const heir = await findAccountOf(ctx, { id: to })
  if (!heir) throw new NotFound('account')
  for (const { id } of work) {
    const facts = (await readCase(ctx, id))!
    const patch: CasePatch = {
      ...(facts.handlerId === personId ? { handlerId: heir.id, handlerName: heir.name } : {}), ...(facts.firstOwnerId === personId ? { firstOwnerId: heir.id, firstOwnerName: heir.name } : {}),
    }
    const moved = await updateCase(ctx, id, patch)
    if (patch.handlerId) await ctx.emit(CaseAssigned, { ...whereOf(moved), handlerId: heir.id, fromHandlerId: personId }, { changes: changesOf(facts, patch) })
    else await ctx.emit(CaseEdited, whereOf(moved), { changes: changesOf(facts, patch) })
  }
}

async function moveAll(ctx: Ctx, unitId: string, successorId: string | null): Promise<void> {
  if (successorId === null) return
  const names = await unitNames(ctx, successorId)
  for (const { id } of await openWorkOf(ctx, { unitId }, LIMIT)) {
    const facts = (await readCase(ctx, id))!, patch: CasePatch = { unitId: successorId, ...names }
    const moved = await updateCase(ctx, id, patch)
    await ctx.emit(CaseEdited, whereOf(moved), { changes: changesOf(facts, patch) })
  }
}
