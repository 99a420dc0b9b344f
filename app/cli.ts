// `npm run houyuan -- <verb>`: the operator's commands. Each explains itself with --help.
import { AppError } from '../platform/server/errors.ts'
import { toProblem } from '../platform/server/http/problems.ts'
import { commands } from './commands/commands.ts'

const [verb, ...args] = process.argv.slice(2)

function usage(): string {
  const width = Math.max(...commands.map((c) => c.usage.length))
  return ['用法 / Usage: npm run houyuan -- <命令 command> [--help]', '', ...commands.map((c) => `  ${c.usage.padEnd(width)}  ${c.summary}`)].join('\n')
}

const command = commands.find((c) => c.name === verb)
if (!verb || verb === '--help' || verb === 'help') process.stdout.write(`${usage()}\n`)
else if (!command) {
  process.stderr.write(`没有命令“${verb}”。/ There is no command “${verb}”.\n\n${usage()}\n`)
  process.exitCode = 2
} else if (args.includes('--help')) process.stdout.write(`npm run houyuan -- ${command.usage}\n\n${command.help}\n`)
else {
  try { process.exitCode = await command.run(args) } catch (error) {
    process.stderr.write(`${sentenceFor(error)}\n`)
    process.exitCode = 1
  }
}

/** A refusal of the product (a password that is too weak) in its own words, in both languages. */
function sentenceFor(error: unknown): string {
  if (!(error instanceof AppError)) return error instanceof Error ? error.message : String(error)
  return (['zh-CN', 'en'] as const).map((locale) => {
    const { title, detail, errors = [] } = toProblem(error, locale, '')
    return [title, detail, ...errors.map((e) => `  ${e.detail}`)].join('\n')
  }).join('\n')
}
