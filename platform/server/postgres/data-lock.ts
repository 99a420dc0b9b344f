// One process per data folder. PostgreSQL guards its own files, but not across containers that share a volume,
// and it cannot say who holds them; this lock can.
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync, linkSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileFault, PostgresError } from './postgres-error.ts'
import { processSpace, processStart } from './process-facts.ts'

interface Holder {
  pid: number
  /** See processStart. */
  start: string
  /** See processSpace. */
  space: string
}

export interface DataLock {
  release(): void
}

const HEARTBEAT_MS = 5_000
/** A holder in another container or machine that has been silent this long is dead. */
const SILENCE_MS = 4 * HEARTBEAT_MS

/**
 * Takes `houyuan.lock` in the folder, or throws PostgresError `in-use` naming the holder. A lock left by a dead process is
 * taken over: at once when it ran here, after 20 s of silence when it ran in another container or machine.
 */
export async function lockDataFolder(folder: string): Promise<DataLock> {
  const file = join(folder, 'houyuan.lock')
  const own: Holder = { pid: process.pid, start: processStart(process.pid) ?? '', space: processSpace() }
  for (let attempt = 0; attempt < 20; attempt++) {
    if (create(file, own)) return held(file, own)
    const found = await holderOf(file)
    if (found.alive) throw inUse(folder, found.holder)
    takeAway(file, found.content)
  }
  throw inUse(folder, null)
}

/** Who holds the folder now, without waiting; null when nobody does. */
export function lockHolder(folder: string): number | null {
  const holder = parse(read(join(folder, 'houyuan.lock')))
  if (!holder || holder.space !== processSpace()) return null
  return processStart(holder.pid) === holder.start ? holder.pid : null
}

function create(file: string, own: Holder): boolean {
  try {
    const opened = openSync(file, 'wx', 0o644)
    writeSync(opened, JSON.stringify(own))
    closeSync(opened)
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw fileFault(error, file)
  }
}

function held(file: string, own: Holder): DataLock {
  const beat = setInterval(() => touch(file), HEARTBEAT_MS).unref()
  const release = (): void => {
    clearInterval(beat)
    process.off('exit', release)
    if (read(file) === JSON.stringify(own)) rmSync(file, { force: true })
  }
  process.on('exit', release)
  return { release }
}

async function holderOf(file: string): Promise<{ alive: boolean; holder: Holder | null; content: string }> {
  let content = read(file)
  for (let wait = 0; content !== null && !parse(content) && wait < 20; wait++) {
    await sleep(50) // created and not yet written
    content = read(file)
  }
  const holder = parse(content)
  if (content === null || !holder) return { alive: false, holder: null, content: content ?? '' }
  if (holder.space === processSpace()) return { alive: processStart(holder.pid) === holder.start, holder, content }
  return { alive: await beats(file), holder, content }
}

/** True as soon as the holder touches its file; false after a silence. */
async function beats(file: string): Promise<boolean> {
  const first = touched(file)
  for (;;) {
    const last = touched(file)
    if (last === null) return false
    if (last !== first) return true
    if (Date.now() - last > SILENCE_MS) return false
    await sleep(500)
  }
}

/** Two processes may find the same dead holder: only the one that moves that very file away may go on. */
function takeAway(file: string, expected: string): void {
  const aside = `${file}.${process.pid}`
  try {
    renameSync(file, aside)
    if (read(aside) !== expected) linkSync(aside, file)
  } catch {
    // somebody else was faster, in either step; the next attempt sees their lock
  }
  rmSync(aside, { force: true })
}

function inUse(folder: string, holder: Holder | null): PostgresError {
  const who = holder ? { zh: `（进程 ${holder.pid}，${holder.space}）`, en: ` (process ${holder.pid}, ${holder.space})` } : { zh: '', en: '' }
  return new PostgresError('in-use', {
    zh: `另一个正在运行的后援使用着这个数据文件夹${who.zh}：${folder}。请先停止它，或用 HOUYUAN_DATA 指定另一个文件夹。`,
    en: `Another running Houyuan uses this data folder${who.en}: ${folder}. Stop it first, or name another folder with HOUYUAN_DATA.`,
  })
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    throw fileFault(error, file)
  }
}

function parse(content: string | null): Holder | null {
  try {
    const { pid, start, space } = JSON.parse(content ?? '') as Partial<Holder>
    return typeof pid === 'number' && typeof start === 'string' && typeof space === 'string' ? { pid, start, space } : null
  } catch {
    return null
  }
}

function touch(file: string): void {
  try {
    utimesSync(file, new Date(), new Date())
  } catch {
    // the folder is gone or read-only for a moment; the database will say so itself
  }
}

function touched(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null
}
