// The operator's commands, in the order of their use.
import { demoCommand } from './demo.ts'
import { doctorCommand } from './doctor.ts'
import { migrateCommand } from './migrate.ts'
import { reindexCommand } from './reindex.ts'
import { tokenCommand } from './token.ts'
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

export const commands: readonly Command[] = [doctorCommand, migrateCommand, verifyCommand, userCommand, tokenCommand, reindexCommand, demoCommand]
