// Failures that say nothing about the message: the database or the disk was away for a while.
import { isDatabaseAway } from '../../database-away.ts'

const PASSING = /^(08|53|57P|40|55P03|ECONN|ETIMEDOUT|EPIPE|ENOSPC|EDQUOT|EMFILE|EIO|ENFILE)/

export function isPassing(error: unknown): boolean {
  const code = (error as { code?: unknown }).code
  return isDatabaseAway(error) || (typeof code === 'string' && PASSING.test(code))
}
