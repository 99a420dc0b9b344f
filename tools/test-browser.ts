// The browser for the browser tests: Debian's Chromium and a Chinese font, found or installed. Tests read its path from CHROMIUM.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
/** Where browsers stand that are on no PATH. */
const ELSEWHERE: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: NAMES.map((name) => `/usr/bin/${name}`),
  darwin: ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'],
  win32: ['C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe', 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'],
}
const PACKAGES = ['chromium', 'fonts-noto-cjk']

/** What is asked of the machine; another one in tests. */
export interface Machine {
  env: NodeJS.ProcessEnv
  platform: NodeJS.Platform
  isRoot: boolean
  elsewhere: readonly string[]
  fontFolders: readonly string[]
  /** Exit code of a program, null when it is not there, and what it wrote. `show`: writes to this console. */
  run: (program: string, args: readonly string[], show?: boolean) => { code: number | null; output: string }
}

const thisMachine: Machine = {
  env: process.env, platform: process.platform, isRoot: process.getuid?.() === 0, elsewhere: ELSEWHERE[process.platform] ?? [],
  fontFolders: ['/usr/share/fonts', '/usr/local/share/fonts', `${process.env['HOME'] ?? ''}/.local/share/fonts`],
  run(program, args, show) {
    const done = spawnSync(program, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, encoding: 'utf8', stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'ignore'], timeout: 15 * 60_000 })
    return { code: done.error ? null : done.status, output: done.stdout ?? '' }
  },
}

/** Path of the browser; installs what is missing when it may. @throws Error that says why it could not and what to do by hand */
export function ensureTestBrowser(say: (text: string) => void, machine: Machine = thisMachine): string {
  const named = machine.env['CHROMIUM']
  if (named && !findBrowser(machine.env, machine.elsewhere)) throw new Error(`CHROMIUM=${named} 不是可执行文件。 CHROMIUM=${named} is not a program.`)
  const missing = missingOn(machine)
  const refused = missing.length > 0 ? install(missing, machine, say) : null
  const found = findBrowser(machine.env, machine.elsewhere), still = missingOn(machine)
  if (found && still.length === 0) return found
  throw new Error(howToInstall(still, refused ?? 'failed'))
}

/** The browser named by CHROMIUM, else the first on the PATH, else one where they usually stand. */
export function findBrowser(env: NodeJS.ProcessEnv = process.env, elsewhere: readonly string[] = thisMachine.elsewhere): string | null {
  const named = env['CHROMIUM']
  if (named) return isProgram(named) ? named : null
  const candidates = (env['PATH'] ?? '').split(delimiter).filter(Boolean).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [...candidates, ...elsewhere].find(isProgram) ?? null
}

const missingOn = (machine: Machine): string[] => [findBrowser(machine.env, machine.elsewhere) ? '' : PACKAGES[0]!, hasChineseFont(machine) ? '' : PACKAGES[1]!].filter(Boolean)

/** Without one, every Chinese character is the same empty box and screenshots prove nothing. */
function hasChineseFont({ platform, run, fontFolders }: Machine): boolean {
  if (platform !== 'linux') return true
  const listed = run('fc-list', [':lang=zh', 'family'])
  if (listed.code === 0) return listed.output.trim() !== ''
  return fontFolders.filter((folder) => existsSync(folder)).some((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' }).some((name) => /cjk|wqy|sourcehan/i.test(name)))
}

type Refusal = 'no-apt' | 'no-root' | 'failed'

/** Null when apt did what it was asked for. */
function install(packages: readonly string[], machine: Machine, say: (text: string) => void): Refusal | null {
  if (machine.run('apt-get', ['--version']).code !== 0) return 'no-apt'
  if (!machine.isRoot && machine.run('sudo', ['-n', 'true']).code !== 0) return 'no-root'
  say(`安装 ${packages.join(' ')}… / installing ${packages.join(' ')}…`)
  for (const step of [['update'], ['install', '-y', '--no-install-recommends', ...packages]]) {
    const [program = '', ...args] = [...(machine.isRoot ? [] : ['sudo', '-n']), 'apt-get', '-q', ...step]
    // Old lists may still do: only the install itself decides.
    if (machine.run(program, args, true).code !== 0 && step[0] === 'install') return 'failed'
  }
  return null
}

function howToInstall(missing: readonly string[], why: Refusal): string {
  const command = `apt-get update && apt-get install -y --no-install-recommends ${missing.join(' ')}`
  const lacking = missing.map((name) => (name === PACKAGES[0] ? ['Chromium', 'Chromium'] as const : ['中文字体', 'a Chinese font'] as const))
  const head = [`浏览器测试缺少${lacking.map((one) => one[0]).join('和')}。`, `The browser tests need ${lacking.map((one) => one[1]).join(' and ')}.`]
  const advice: Record<Refusal, readonly string[]> = {
    'no-apt': ['本机没有 apt-get。用本机的软件包管理安装 Chromium 或 Chrome，以及 Noto Sans CJK 一类的中文字体；浏览器不在 PATH 中时，用 CHROMIUM=路径 指定。',
      'There is no apt-get here. Install Chromium or Chrome and a Chinese font such as Noto Sans CJK with the package manager of this system; name a browser outside the PATH with CHROMIUM=path.'],
    'no-root': ['当前用户不是 root，也不能免密使用 sudo。请以 root 运行下面的命令，然后重试：', 'This user is not root and may not use sudo without a password. Run this as root, then try again:', `  ${command}`],
    failed: ['apt-get 没有装上（输出见上）。检查网络和软件源后运行下面的命令，或用 CHROMIUM=路径 指定已有的浏览器：', 'apt-get could not install it (see its output above). Check network and package sources and run this, or name a browser that is there with CHROMIUM=path:', `  ${command}`],
  }
  return [...head, ...advice[why]].join('\n')
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
