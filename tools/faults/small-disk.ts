// A disk that can run full: a small file system in memory, for the data folder of an installation. Needs the rights of root.
import { execFileSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, statfsSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export interface SmallDisk {
  readonly path: string
  /** Takes all room but `leave` bytes. */
  fill(leave: number): void
  /** Gives it back. */
  clear(): void
  remove(): void
}

const SIZE_MB = 1_400, BLOCK = Buffer.alloc(1024 * 1024)

/** Null where file systems cannot be mounted. */
export function makeSmallDisk(): SmallDisk | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null
  const path = mkdtempSync(join(tmpdir(), 'houyuan-disk-')), ballast = join(path, 'ballast')
  try { execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE_MB}m,mode=0755`, 'houyuan', path], { stdio: 'ignore' }) } catch {
    rmSync(path, { recursive: true, force: true }) // a container that may not mount: the faults of the disk are left out, and the run says so
    return null
  }
  return {
    path,
    fill(leave) {
      const file = openSync(ballast, 'a')
      try {
        for (;;) {
          const { bavail, bsize } = statfsSync(path), room = bavail * bsize - leave
          if (room <= 0) return
          writeSync(file, BLOCK, 0, Math.min(room, BLOCK.length))
        }
      } catch (error) {
        // Somebody else took the last room meanwhile: full is full.
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      } finally { closeSync(file) }
    },
    clear() { rmSync(ballast, { force: true }) },
    remove() {
      execFileSync('umount', ['-l', path], { stdio: 'ignore' })
      rmSync(path, { recursive: true, force: true })
    },
  }
}
