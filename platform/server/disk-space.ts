// Room on the disk of the data folder. Below the critical mark nothing new is taken in: what PostgreSQL needs to go on, and to come back
// after a crash, must not be used up by what people send. Reading, and the work that is under way, go on.
import { statfs } from 'node:fs/promises'
import type { Host } from './host.ts'

/** Free bytes below which nothing can be written safely, and below which somebody should look. */
export const DISK_CRITICAL = 200 * 1024 ** 2
export const DISK_LOW = 1024 ** 3
const LOOK_MS = 1_000

type Home = Pick<Host, 'config'>

export async function freeBytes({ config }: Home): Promise<number> {
  const { bavail, bsize } = await statfs(config.dataDir)
  return bavail * bsize
}

interface Watch { full: boolean; lookedAt: number }
const watches = new WeakMap<Home['config'], Watch>()

/** As of a second ago or so: asked with every write, it never waits for the disk. */
export function isDiskFull(host: Home): boolean {
  const watch = watches.get(host.config) ?? { full: false, lookedAt: -Infinity }
  watches.set(host.config, watch)
  if (performance.now() - watch.lookedAt >= LOOK_MS) {
    watch.lookedAt = performance.now()
    // A folder that cannot be asked about is found out by the write itself.
    freeBytes(host).then((free) => { watch.full = free < DISK_CRITICAL }, () => { watch.full = false })
  }
  return watch.full
}
