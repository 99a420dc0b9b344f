// The files of the project as git knows them: tracked, and new ones that are not ignored.
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'

export function projectFiles(pattern: RegExp): string[] {
  const listed = execFileSync('git', ['ls-files', '-co', '--exclude-standard', '-z'], { maxBuffer: 64 * 1024 * 1024 }).toString('utf8').split('\0')
  return [...new Set(listed)].filter((file) => file && pattern.test(file) && existsSync(file)).sort()
}
