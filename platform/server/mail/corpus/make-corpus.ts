// Writes the corpus: every message as a file, and what has to come of it. Run after a change of the samples: node platform/server/mail/corpus/make-corpus.ts
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { Collection, type Sample } from './source/build-mail.ts'
import { addCharsets } from './source/charset-samples.ts'
import { addHeaders } from './source/header-samples.ts'
import { addHostile } from './source/hostile-samples.ts'
import { addMachines } from './source/machine-samples.ts'
import { addStructures } from './source/structure-samples.ts'

export const MESSAGES = new URL('./messages/', import.meta.url)
export const EXPECTED = new URL('./expected.json', import.meta.url)

/** All samples, made anew from their rules; the files must be these bytes. */
export function samples(): Sample[] {
  const all = new Collection()
  for (const add of [addCharsets, addHeaders, addStructures, addHostile, addMachines]) add(all)
  return all.samples
}

if (import.meta.main) {
  mkdirSync(MESSAGES, { recursive: true })
  for (const old of readdirSync(MESSAGES)) rmSync(new URL(old, MESSAGES))
  const all = samples()
  for (const s of all) writeFileSync(new URL(`${s.name}.eml`, MESSAGES), s.raw)
  writeFileSync(EXPECTED, `{\n${all.map((s) => `${JSON.stringify(s.name)}: ${JSON.stringify(s.expected)}`).join(',\n')}\n}\n`)
  process.stdout.write(`${all.length} messages, ${all.reduce((n, s) => n + s.raw.length, 0)} bytes\n`)
}
