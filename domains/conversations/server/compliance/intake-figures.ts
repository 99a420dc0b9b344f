// What came in by mail and hooks and became part of a case at once (§5.2-1); what waits in quarantine has not.
import { receivedByWeek } from '../../../../platform/server/mail/public.ts'
import type { ClauseFigures } from '../../../handbook/public.ts'

const PLACED = 'intake/placed'

export const intakeFigures: ClauseFigures = {
  name: 'conversations', knows: (figure) => figure === PLACED,
  // Mail belongs to no unit before it is a case: by unit there is nothing to say.
  async weekly(ctx, _figures, weeks, units) { return units === null ? (await receivedByWeek(ctx, weeks.map((w) => w.from), weeks.at(-1)!.to)).map((r) => ({ figure: PLACED, ...r })) : [] },
}
