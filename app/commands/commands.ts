// The operator's commands, in the order of their use.
import { backupCommand } from './backup.ts'
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { keysCommand } from './keys.ts'
import { migrateCommand } from './migrate.ts'
import { reindexCommand } from './reindex.ts'
import { restoreCommand } from './restore.ts'
import { tokenCommand } from './token.ts'
import { upgradeCommand } from './upgrade.ts'
import { userCommand } from './user.ts'
import { verifyCommand } from './verify.ts'

export interface Command {
  name: string
  usage: string
  summary: string
  help: string
  /** Does the work; returns the exit code. */
  run(args: string[]): Promise<number>
}

export const commands: readonly Command[] = [doctorCommand, migrateCommand, backupCommand, restoreCommand, upgradeCommand, keysCommand, verifyCommand, userCommand, tokenCommand, reindexCommand, demoCommand]
