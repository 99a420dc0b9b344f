// What people send along: the log of the problem, a picture of the screen where they speak of one or it shows at once what is wrong.
import { draftSubject, storeFile } from '../../platform/server/files/public.ts'
import type { Actor } from '../../platform/server/ctx.ts'
import type { CaseInHand } from './case-in-hand.ts'
import { drawScreen } from './draw-screen.ts'

export interface Enclosure { name: string; type: string; data: Buffer }

const NAMES_ZH = ['截图.png', '报错截图.png', '屏幕截图 1.png', '提示.png'], NAMES_EN = ['screenshot.png', 'error.png', 'screen-1.png']

const picture = (c: CaseInHand): Enclosure => ({ name: c.dice.pick(c.english ? NAMES_EN : NAMES_ZH), type: 'image/png', data: drawScreen(c.dice) })

/** With the report: the log that the problem leaves, and a picture now and then. */
export function withReport(c: CaseInHand): Enclosure[] {
  const { log, nature, party, line } = c.problem
  const shows = c.dice.chance(nature === 'software' && line === 'technical-support' ? 0.4 : party === 'customer' && nature === 'hardware' ? 0.25 : 0)
  return [...(log && c.dice.chance(0.7) ? [logFile(c, log)] : []), ...(shows ? [picture(c)] : [])]
}

/** With an answer: what it says is enclosed. */
export const withAnswer = (c: CaseInHand, text: string): Enclosure[] => (/截图|照片|见附件|screenshot|picture/i.test(text) ? [picture(c)] : [])

function logFile(c: CaseInHand, name: string): Enclosure {
  const at = (back: number) => new Date(c.at - back * 1000 + 8 * 3_600_000).toISOString().slice(0, 19).replace('T', ' ')
  const lines = Array.from({ length: 60 }, (_, i) => `${at((60 - i) * 7)} ${i % 9 === 4 ? 'ERROR' : i % 5 === 1 ? 'WARN ' : 'INFO '} [node-${i % 2 + 1}] ${i % 9 === 4 ? c.problem.evidence : `request ${(c.plan.no * 977 + i * 31) % 100_000} finished in ${40 + (i * 37) % 400} ms`}`)
  return { name, type: 'text/plain', data: Buffer.from(`${lines.join('\n')}\n`) }
}

/** Uploads them as somebody's drafts; their ids go into what that person sends next. */
export async function upload(c: CaseInHand, by: Actor, enclosures: readonly Enclosure[]): Promise<{ attachments?: string[] }> {
  const attachments: string[] = []
  for (const { name, type, data } of enclosures) {
    const file = await c.world.desk.host.transaction(by, (ctx) => storeFile(ctx, { data, name, declaredType: type }, draftSubject(by.id)))
    attachments.push(file.id)
  }
  return attachments.length > 0 ? { attachments } : {}
}
