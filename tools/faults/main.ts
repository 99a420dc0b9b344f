// `npm run faults -- --rounds 50 [--shape one|many|replicated] [--seed 7] [--only "disk full,store slow"]`: breaks a real installation again and again and says what came of it.
import { parseArgs } from 'node:util'
import type { Shape } from './installation.ts'
import { FAULTS, playRounds, type Fault, type RoundReport } from './rounds.ts'
import { seededRandom } from '../../platform/server/seeded-random.ts'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '50' }, shape: { type: 'string' }, only: { type: 'string' }, seed: { type: 'string', default: String(Date.now() % 100_000) }, work: { type: 'string', default: '2000' }, verbose: { type: 'boolean', default: false } } })
const rounds = Number(values.rounds), shapes: Shape[] = values.shape === 'one' || values.shape === 'many' || values.shape === 'replicated' ? [values.shape] : ['one', 'many']
if (!Number.isInteger(rounds) || rounds < 1) { process.stderr.write('--rounds: 1, 2, 3 …\n'); process.exit(2) }
const only = values.only?.split(',').map((name) => name.trim()), unknown = only?.find((name) => !Object.values(FAULTS).flat().includes(name as Fault))
if (unknown !== undefined) { process.stderr.write(`--only: ${[...new Set(Object.values(FAULTS).flat())].join(', ')}\n`); process.exit(2) }
const random = seededRandom(Number(values.seed)), all: RoundReport[] = []
process.stdout.write(`${rounds} rounds, --seed ${values.seed}\n${'what'.padEnd(22)} cases  messages  mails  unanswered  recovery\n`)
for (const [i, shape] of shapes.entries()) {
  const share = shapes.length === 1 ? rounds : i === 0 ? Math.ceil(rounds / 2) : Math.floor(rounds / 2)
  if (share > 0) all.push(...await playRounds({ shape, rounds: share, ...(only ? { only: only as Fault[] } : {}), random, workMs: Number(values.work), onRound: print, ...(values.verbose ? { onOutput: (text: string) => { process.stderr.write(text) } } : {}) }))
}
const bad = all.filter((r) => r.faults.length > 0), times = all.map((r) => r.recoveryMs).sort((a, b) => a - b), sum = (of: (r: RoundReport) => number) => all.reduce((n, r) => n + of(r), 0)
process.stdout.write(`\nacknowledged: ${sum((r) => r.cases)} cases, ${sum((r) => r.messages)} messages, ${sum((r) => r.mails)} mails; without an answer: ${sum((r) => r.unanswered)}\nrecovery: median ${seconds(times[Math.floor(times.length / 2)]!)}, longest ${seconds(times.at(-1)!)}\nrounds with a fault: ${bad.length} of ${all.length}\n`)
process.exit(bad.length === 0 ? 0 : 1)

function print(r: RoundReport): void {
  process.stdout.write(`${r.fault.padEnd(22)} ${String(r.cases).padStart(5)}  ${String(r.messages).padStart(8)}  ${String(r.mails).padStart(5)}  ${String(r.unanswered).padStart(10)}  ${seconds(r.recoveryMs).padStart(8)}\n${r.faults.map((f) => `    ${f}\n`).join('')}`)
}
function seconds(ms: number): string { return `${(ms / 1000).toFixed(1)} s` }
