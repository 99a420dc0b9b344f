// References that pass their due time are missed: one statement for many, a fact for each, nobody is told (CL-12).
import type { Sweep } from '../../../../platform/server/module.ts'
import { ClockMissed } from '../../contract/events.ts'
import { earliestStep, missReferences } from './due-queries.ts'
import { aboutClock } from './save-clocks.ts'
import { findSubject } from './subject.ts'

const BATCH = 500

export const referenceSweep: Sweep = {
  name: 'sla.references',
  nextDue: (ctx) => earliestStep(ctx, true),
  async run(ctx) {
    const missed = await missReferences(ctx, BATCH)
    for (const m of missed) {
      const subject = await findSubject(ctx, m.record_kind, m.record_id)
      if (subject) await ctx.emit(ClockMissed, { ...aboutClock(subject, { no: m.no, kind: m.kind, policy: m.policy, clause: m.clause, due: m.due_at.getTime(), breachedAt: m.due_at.getTime() }), at: m.due_at.toISOString() }, { at: m.due_at })
    }
    return missed.length
  },
}
