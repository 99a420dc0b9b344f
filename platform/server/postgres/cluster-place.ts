// Where the cluster lives: inside the data folder, unless root started us and the server's own account cannot reach it there
// (e.g. below /root, or a file system that knows no owners). Then it lives in /var/lib/houyuan/<id>, and the file
// `postgres.location` in the data folder says so. The id is random: an emptied data folder must not find an old database.
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { canReach, runsAsRoot, serverAccount } from './accounts.ts'
import type { Account } from './accounts.ts'
import { fileFault, PostgresError } from './postgres-error.ts'

export interface Place {
  /** Folder that is ours: settings, start log, perhaps the programs. */
  base: string
  /** PostgreSQL's own data directory inside `base`. */
  cluster: string
  /** Account the server runs as; undefined: as ourselves. */
  account: Account | undefined
}

const DISTANT = '/var/lib/houyuan'

/** Makes the data folder if it is missing (private to its owner) and proves that it can be written. @throws PostgresError `not-writable` */
export function openDataFolder(dataDir: string): void {
  try {
    const created = mkdirSync(dataDir, { recursive: true })
    if (created) chmodSync(dataDir, 0o700)
    probe(dataDir)
  } catch (error) {
    throw fileFault(error, dataDir)
  }
}

/** Finds or prepares the place inside an open, locked data folder. It can be written and reached afterwards. @throws PostgresError `not-writable` */
export function clusterPlace(dataDir: string): Place {
  try {
    const recorded = locationFile(dataDir)
    if (existsSync(recorded)) return reachable(prepared(existing(readFileSync(recorded, 'utf8').trim(), dataDir)))
    const near = place(join(dataDir, 'postgres'))
    if (!near.account) return prepared(near)
    letPass(dataDir, near.account)
    if (existsSync(near.cluster)) return reachable(prepared(near))
    const candidate = prepared(near)
    if (canReach(near.base, near.account) && keepsOwners(near.base, near.account)) return candidate
    rmSync(near.base, { recursive: true, force: true })
    return distant(dataDir)
  } catch (error) {
    throw fileFault(error, dataDir)
  }
}

/** The place of a data folder that is already in use, without preparing anything; null when it has no cluster yet. */
export function knownPlace(dataDir: string): Place | null {
  const recorded = locationFile(dataDir)
  const found = place(existsSync(recorded) ? readFileSync(recorded, 'utf8').trim() : join(dataDir, 'postgres'))
  return existsSync(found.cluster) ? found : null
}

const locationFile = (dataDir: string): string => join(dataDir, 'postgres.location')

function place(base: string): Place {
  const cluster = join(base, 'cluster')
  return { base, cluster, account: serverAccount(cluster) }
}

function existing(base: string, dataDir: string): Place {
  if (existsSync(base)) return place(base)
  throw new PostgresError('failed', {
    zh: `${locationFile(dataDir)} 指向的数据库文件夹不存在：${base}。请恢复该文件夹，或从备份恢复到空的数据文件夹。`,
    en: `The database folder named in ${locationFile(dataDir)} does not exist: ${base}. Bring it back, or restore a backup into an empty data folder.`,
  })
}

function distant(dataDir: string): Place {
  mkdirSync(DISTANT, { recursive: true })
  chmodSync(DISTANT, 0o711)
  const found = prepared(place(join(DISTANT, randomBytes(6).toString('hex'))))
  reachable(found)
  writeFileSync(join(found.base, 'data-folder'), `${dataDir}\n`)
  writeFileSync(locationFile(dataDir), `${found.base}\n`)
  return found
}

function reachable(found: Place): Place {
  if (canReach(found.base, found.account)) return found
  throw new PostgresError('not-writable', {
    zh: `以 root 启动时，数据库以专用账户（uid ${found.account?.uid}）运行，而它进不了 ${found.base}。请把数据文件夹移到如 /srv/houyuan 的位置并用 HOUYUAN_DATA 指定，或以普通用户启动。`,
    en: `Started by root, the database runs as its own account (uid ${found.account?.uid}), which cannot enter ${found.base}. Move the data folder to a place such as /srv/houyuan and name it with HOUYUAN_DATA, or start as an ordinary user.`,
  })
}

function prepared(found: Place): Place {
  mkdirSync(found.base, { recursive: true })
  const kept = statSync(found.base)
  if (runsAsRoot() && kept.uid === 0 && found.account) {
    chownSync(found.base, 0, found.account.gid)
    chmodSync(found.base, 0o710)
  } else if (kept.uid === process.getuid?.()) {
    chmodSync(found.base, 0o700)
  }
  probe(found.base)
  return found
}

/** A data folder closed to others is opened to the server's group: to pass through, not to read. */
function letPass(dataDir: string, account: Account): void {
  const found = statSync(dataDir)
  if (found.uid !== 0 || (found.mode & 0o001) !== 0) return
  chownSync(dataDir, 0, account.gid)
  chmodSync(dataDir, (found.mode & 0o700) | 0o010)
}

/** Some file systems (network shares, mounts from a host system) accept chown and forget it. */
function keepsOwners(base: string, account: Account): boolean {
  const file = join(base, '.owner-probe')
  writeFileSync(file, '')
  try {
    chownSync(file, account.uid, account.gid)
    return statSync(file).uid === account.uid
  } catch {
    return false // refused outright: the same answer
  } finally {
    rmSync(file, { force: true })
  }
}

function probe(folder: string): void {
  const file = join(folder, `.write-probe-${process.pid}`)
  writeFileSync(file, 'x')
  rmSync(file)
}
