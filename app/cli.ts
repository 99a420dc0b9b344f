// `npm run houyuan -- <verb>`: the operator's commands. Each explains itself with --help.
import { ConfigError } from '../platform/server/config/load-config.ts'
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
    process.stderr.write(`${error instanceof ConfigError || error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}
