// PostgreSQL refuses to run as root. Started as root, the server gets a numeric account of its own that owns nothing else.
import { existsSync, lchownSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

export interface Account {
  uid: number
  gid: number
}

/** First of the numbers tried for the server's own account. Below 65536, so that it also exists in user namespaces. */
const PRIVATE_UID = 54320
const NOBODY = 65534

export const runsAsRoot = (): boolean => process.getuid?.() === 0

/**
 * Account the server runs as; undefined: as ourselves. An existing cluster keeps its owner, so that a folder made by
 * an ordinary user still works when root starts it.
 */
export function serverAccount(cluster: string): Account | undefined {
  if (!runsAsRoot()) return undefined
  const found = statSync(cluster, { throwIfNoEntry: false })
  if (found && found.uid !== 0) return { uid: found.uid, gid: found.gid }
  const taken = knownAccounts()
  let uid = PRIVATE_UID
  while (taken.includes(uid)) uid++
  return { uid, gid: uid }
}

/** Account for initdb, which (unlike the server) insists on an entry in the password file. Same group as the server. */
export function initAccount(server: Account | undefined): Account | undefined {
  if (!server) return undefined
  const known = knownAccounts().filter((uid) => uid !== 0)
  const uid = known.includes(NOBODY) || known.length === 0 ? NOBODY : known[0]!
  return { uid, gid: server.gid }
}

/** Whether the account may pass through every folder above and including `folder`, by owner, group and mode. */
export function canReach(folder: string, account: Account | undefined): boolean {
  if (!account) return true
  for (let at = resolve(folder); ; at = dirname(at)) {
    const found = statSync(at, { throwIfNoEntry: false })
    if (found) {
      const bit = found.uid === account.uid ? 0o100 : found.gid === account.gid ? 0o010 : 0o001
      if ((found.mode & bit) === 0) return false
    }
    if (at === dirname(at)) return true
  }
}

/** Gives a folder and everything below to the account; links themselves, not what they point at. */
export function ownRecursively(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid)
  if (!lstatSync(path).isDirectory()) return
  for (const entry of readdirSync(path)) ownRecursively(join(path, entry), account)
}

function knownAccounts(): number[] {
  if (!existsSync('/etc/passwd')) return []
  return readFileSync('/etc/passwd', 'utf8').split('\n').filter(Boolean).map((line) => Number(line.split(':')[2]))
}
