// Start-up errors are read before any language is known, so each one is said in Chinese and in English.

export interface ConfigProblem {
  /** Name of the setting as the operator writes it, e.g. `PORT`. */
  setting: string
  /** The refused value with secrets masked; null when the problem is not one value (e.g. an unreadable file). */
  value: string | null
  zh: string
  en: string
}

/** One or more settings were refused. `problems` has each; `message` is ready to print. */
export class ConfigError extends Error {
  readonly problems: ConfigProblem[]

  constructor(problems: ConfigProblem[]) {
    super(`设置有误，无法启动。The settings are not usable; nothing was started.\n${problems.map(line).join('\n')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

function line({ setting, value, zh, en }: ConfigProblem): string {
  const shown = value === null ? setting : `${setting} = ${JSON.stringify(value)}`
  return `  ${shown}\n    ${zh}\n    ${en}`
}
