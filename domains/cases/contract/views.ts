// Views that people keep: a name for a view of the desk with a filter, for oneself, for a unit, or for everyone.
import { z } from 'zod'
import { Id } from '../../../platform/contract/ids.ts'
import { Line } from '../../../platform/contract/text.ts'
import { CaseSort, CaseView } from './list.ts'

export const ViewAudience = z.enum(['own', 'unit', 'everyone'])
export type ViewAudience = z.infer<typeof ViewAudience>

const Filter = z.string().trim().max(1000)
export const KeepView = z.strictObject({ name: Line(60), audience: ViewAudience.default('own'), /** For `unit`: the own one unless said otherwise. */ unitId: Id.optional(), view: CaseView.default('open'), filter: Filter.default(''), sort: CaseSort.optional() })
export type KeepView = z.infer<typeof KeepView>
export const ChangeView = z.strictObject({ name: Line(60).optional(), audience: ViewAudience.optional(), unitId: Id.optional(), view: CaseView.optional(), filter: Filter.optional(), sort: CaseSort.nullable().optional() })
export type ChangeView = z.infer<typeof ChangeView>

/** `filter` comes in the words of the reader's language. `mine`: the reader may change it. */
export const KeptView = z.object({ id: Id, name: z.string(), audience: ViewAudience, unitId: Id.nullable(), owner: z.object({ id: Id, name: z.string() }), view: CaseView, filter: z.string(), sort: CaseSort.nullable(), mine: z.boolean(), version: z.number().int() })
export type KeptView = z.infer<typeof KeptView>
