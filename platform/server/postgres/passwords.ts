// The embedded server's two passwords, in the data folder, readable by the application's account only.
import { randomBytes } from 'node:crypto'
import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

export interface Passwords {
  /** Of the superuser `postgres`: making the database, adopting a server. */
  admin: string
  /** Of `houyuan`, who owns the database and nothing else: what the application uses. */
  app: string
}

const fileIn = (dataDir: string): string => join(dataDir, 'postgres-passwords.json')

/** Null when the file is absent or damaged; the server then gets new passwords. */
export function readPasswords(dataDir: string): Passwords | null {
  if (!existsSync(fileIn(dataDir))) return null
  try {
    const { admin, app } = JSON.parse(readFileSync(fileIn(dataDir), 'utf8')) as Partial<Passwords>
    return typeof admin === 'string' && typeof app === 'string' ? { admin, app } : null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code) throw error
    return null
  }
}

export function newPasswords(): Passwords {
  return { admin: randomBytes(24).toString('hex'), app: randomBytes(24).toString('hex') }
}

export function writePasswords(dataDir: string, passwords: Passwords): void {
  const half = `${fileIn(dataDir)}.new`
  writeFileSync(half, JSON.stringify(passwords), { mode: 0o600 })
  chmodSync(half, 0o600)
  renameSync(half, fileIn(dataDir))
}
