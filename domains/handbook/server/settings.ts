// What the compliance board goes by where the handbook prints no number.
import { z } from 'zod'
import { defineSetting } from '../../../platform/server/module.ts'

/** Percent of the clocks of a limit that have to be met, where the handbook gives a limit and no share. */
export const LimitTarget = defineSetting({ key: 'handbook.limit-target', schema: z.number().min(50).max(100), default: 95, group: 'handbook', clause: '§6.2' })
/** Fewer than this: no verdict unless the interval leaves no doubt. */
export const SmallSample = defineSetting({ key: 'handbook.small-sample', schema: z.number().int().min(1).max(1000), default: 20, group: 'handbook', clause: '§1.4' })
/** Points above the target that still count as close. */
export const CloseMargin = defineSetting({ key: 'handbook.close-margin', schema: z.number().min(0).max(20), default: 1, group: 'handbook', clause: '§1.4' })

export const handbookSettings = [LimitTarget, SmallSample, CloseMargin]
