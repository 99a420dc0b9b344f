// Rounds of harm: people work, something breaks at a random moment, it is put right, everything is looked at.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { advance } from './advance-clock.ts'
import { checkInstallation, verify } from './check-installation.ts'
import { Deeds } from './deeds.ts'
import { FAULTS, harm, type Fault } from './harm.ts'
import { startInstallation, type Installation, type Shape } from './installation.ts'
import { leaveLetter, startOutsideWorld, type OutsideWorld } from './outside-world.ts'
import { sendPeople } from './people.ts'
import { makeSmallDisk, type SmallDisk } from './small-disk.ts'

export { FAULTS, type Fault } from './harm.ts'

export interface RoundReport { round: number; fault: string; cases: number; messages: number; mails: number; unanswered: number; recoveryMs: number; faults: string[] }

export interface RoundOptions { shape: Shape; rounds: number; /** Instead of all faults of the shape. */ only?: readonly Fault[]; random: () => number; workMs: number; onRound?: (report: RoundReport) => void; onOutput?: (text: string) => void }

/** Plays the rounds on a fresh installation; the first faults come in order, so that a short run has each once, the others by chance. */
export async function playRounds({ shape, rounds, only, random, workMs, onRound, onOutput }: RoundOptions): Promise<RoundReport[]> {
  const folder = mkdtempSync(join(tmpdir(), 'houyuan-faults-')), outside = await startOutsideWorld(folder), disk = shape === 'one' ? makeSmallDisk() : null, reports: RoundReport[] = []
  const choice: readonly Fault[] = only ?? FAULTS[shape].filter((fault) => disk !== null || !fault.startsWith('disk')), dataDir = disk?.path ?? folder
  const end = async (): Promise<void> => { await outside.stop(); disk?.remove(); rmSync(folder, { recursive: true, force: true }) }
  const at = await startInstallation({ shape, dataDir, outside, ...(onOutput ? { onOutput } : {}) }).catch(async (error: unknown) => { await end(); throw error })
  try {
    for (let round = 1; round <= rounds; round++) {
      const fault: Fault = choice[round <= choice.length ? round - 1 : Math.floor(random() * choice.length)]!
      const report = await playRound({ at, outside, disk, round, fault, random, workMs, prefix: `${shape}${round}x${Math.floor(random() * 1e6)}`, dataDir })
      reports.push(report)
      onRound?.(report)
    }
    return reports
  } finally {
    await at.stop()
    await end()
  }
}

interface Round { at: Installation; outside: OutsideWorld; disk: SmallDisk | null; round: number; fault: Fault; random: () => number; workMs: number; prefix: string; dataDir: string }

async function playRound({ at, outside, disk, round, fault, random, workMs, prefix, dataDir }: Round): Promise<RoundReport> {
  const deeds = new Deeds(prefix), people = sendPeople(at, deeds)
  // Something comes to the mailbox in every round, whatever happens.
  for (let i = 0; i < 3; i++) leaveLetter(outside, deeds)
  await pause(workMs * (0.3 + 0.7 * random()))
  const { recoveryMs, after, faults: seen } = await harm(fault, { at, outside, deeds, disk, random })
  await pause(workMs * 0.3)
  await people.finish()
  await after
  const faults = [...seen, ...people.complaints]
  if (!await advance(at, 'PT1S')) faults.push('the product does not come to rest')
  faults.push(...await checkInstallation(at.databaseUrl(), prefix, deeds.all), ...await verify(at.databaseUrl(), join(dataDir, 'product')))
  for (const [id, times] of outside.mail.received) if (times > 2) faults.push(`outgoing mail ${id} arrived ${times} times`)
  return { round, fault: `${at.shape}: ${fault}`, cases: deeds.count('case', true), messages: deeds.count('message', true), mails: deeds.count('mail', true), unanswered: deeds.all.filter((d) => !d.acknowledged).length, recoveryMs, faults }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
