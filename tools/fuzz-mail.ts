// `npm run fuzz:mail -- --count 10000 --seed 1`: hands damaged messages to a desk of its own and names what got lost. Exit code 1 when anything did.
import { parseArgs } from 'node:util'
import { fuzzLedger } from '../domains/conversations/fuzz-ledger.ts'
import { startDesk } from '../domains/conversations/testing.ts'

const { values } = parseArgs({ options: { count: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } } })
const count = Number(values.count), seed = Number(values.seed)
if (!Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) throw new Error('--count and --seed are whole numbers')
const desk = await startDesk()
try {
  const result = await fuzzLedger(desk, { count, seed, tell: (done) => { if (done % 1000 === 0) console.log(`${done} of ${count}`) } })
  console.log(JSON.stringify({ ...result, lost: result.lost.length, msPerMessage: Math.round(result.msPerMessage * 10) / 10 }))
  for (const line of result.lost.slice(0, 50)) console.log(line)
  process.exitCode = result.lost.length > 0 ? 1 : 0
} finally { await desk.stop() }
