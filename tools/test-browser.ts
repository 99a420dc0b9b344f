// The browser for the browser tests: Debian's Chromium and a Chinese font, found or installed. Tests read its path from CHROMIUM.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome'
const PACKAGES = ['chromium', 'fonts-noto-cjk']
const FONT_FOLDERS = ['/usr/share/fonts', '/usr/local/share/fonts', `${process.env['HOME'] ?? ''}/.local/share/fonts`]

/** Path of the browser; installs what is missing when it may. @throws Error with the command to run by hand */
export function ensureTestBrowser(say: (text: string) => void): string {
  const named = process.env['CHROMIUM']
  if (named && !findBrowser()) throw new Error(`CHROMIUM=${named} 不是可执行文件。 CHROMIUM=${named} is not a program.`)
  const missing = [findBrowser() ? '' : PACKAGES[0]!, hasChineseFont() ? '' : PACKAGES[1]!].filter(Boolean)
  if (missing.length > 0) install(missing, say)
  const found = findBrowser()
  if (found && hasChineseFont()) return found
  const command = `apt-get update && apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`
  throw new Error([
    '浏览器测试需要 Chromium 和中文字体，无法自动安装。请以 root 运行以下命令，或用 CHROMIUM 指定浏览器路径：',
    'The browser tests need Chromium and a Chinese font, which could not be installed. Run this as root, or name a browser with CHROMIUM:',
    `  ${command}`,
  ].join('\n'))
}

export function findBrowser(env: NodeJS.ProcessEnv = process.env): string | null {
  const named = env['CHROMIUM']
  if (named) return isProgram(named) ? named : null
  const candidates = (env['PATH'] ?? '').split(delimiter).concat('/usr/bin').flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...candidates, MAC].find(isProgram) ?? null
}

/** Without one, every Chinese character is the same empty box and screenshots prove nothing. */
function hasChineseFont(): boolean {
  if (process.platform !== 'linux') return true
  const listed = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' })
  if (listed.status === 0) return listed.stdout.trim() !== ''
  return FONT_FOLDERS.filter((folder) => existsSync(folder)).some((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => /cjk|wqy|sourcehan/i.test(name)))
}

function install(packages: string[], say: (text: string) => void): void {
  if (!existsSync('/usr/bin/apt-get')) return
  const asRoot = process.getuid?.() === 0 ? [] : ['sudo', '-n']
  if (asRoot.length > 0 && spawnSync('sudo', ['-n', 'true']).status !== 0) return
  say(`安装 ${packages.join(' ')}… / installing ${packages.join(' ')}…`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [program = '', ...args] = [...asRoot, 'apt-get', '-q', ...step]
    spawnSync(program, args, { env, stdio: ['ignore', 'inherit', 'inherit'], timeout: 15 * 60_000 })
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
