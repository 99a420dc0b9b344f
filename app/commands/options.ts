// Options of the operator's commands, and how far a long one is.
import { parseArgs } from 'node:util'

/** A wrong option ends the command with the usage. */
export class UsageError extends Error {}

export function readOptions<T extends Record<string, { type: 'string' | 'boolean' }>>(args: string[], options: T) {
  try { return parseArgs({ args, options, allowPositionals: true, strict: true }) } catch (error) { throw new UsageError(error instanceof Error ? error.message.split('.')[0] : String(error)) }
}

/** One line that counts on a terminal, a line per phase elsewhere. */
export function progressLine(words: Readonly<Record<string, string>>): (phase: string, done: number) => void {
  let last = '', shown = -1
  return (phase, done) => {
    const percent = Math.floor(done * 100), text = words[phase] ?? phase
    if (phase !== last) { process.stderr.write(`${last === '' || !process.stderr.isTTY ? '' : '\n'}  ${text}${process.stderr.isTTY ? '' : '\n'}`); last = phase; shown = -1 }
    if (process.stderr.isTTY && percent !== shown) process.stderr.write(`\r  ${text} ${shown = percent} %`)
  }
}

export const endProgress = (): void => { if (process.stderr.isTTY) process.stderr.write('\n') }
export const bytesInWords = (bytes: number): string => (bytes >= 1e9 ? `${(bytes / 1e9).toFixed(2)} GB` : bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1000)} kB`)
