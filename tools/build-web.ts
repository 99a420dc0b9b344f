// Builds the web when its sources changed since the last build; otherwise says nothing and ends within milliseconds.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'

const root = join(import.meta.dirname, '..')
const output = join(root, 'dist', 'web')
const stamp = join(root, 'dist', 'web.sources')

/** Everything a build can depend on. Browser tests live below web/ and are left out. */
function sources(): string[] {
  const domains = readdirSync(join(root, 'domains'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => `domains/${entry.name}`)
  const folders = ['web', 'platform/contract', 'platform/messages', ...domains.flatMap((domain) => [`${domain}/web`, `${domain}/contract`, `${domain}/messages`])]
  const files = folders.map((folder) => join(root, folder)).filter((folder) => existsSync(folder)).flatMap(filesBelow)
  const single = ['package-lock.json', 'app/domains.ts', 'tsconfig.base.json', 'tsconfig.web.json'].map((file) => join(root, file))
  return [...files, ...single.filter((file) => existsSync(file))]
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'e2e' || entry.name === 'node_modules' ? [] : filesBelow(path)
    return entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name) ? [path] : []
  })
}

function fingerprint(): string {
  const hash = createHash('sha256')
  for (const file of sources().sort()) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  return hash.digest('hex')
}

async function build(): Promise<void> {
  const began = Date.now()
  const seconds = (): number => Math.round((Date.now() - began) / 1000)
  console.log('构建网页… / building the web…')
  const timer = setInterval(() => console.log(`构建网页… / building the web… ${seconds()} s`), 5000).unref()
  process.env['NODE_ENV'] = 'production'
  const { build: viteBuild } = await import('vite')
  const next = `${output}.next`
  // Built beside and moved: a product that runs meanwhile keeps serving whole files.
  await viteBuild({ configFile: join(root, 'web', 'vite.config.ts'), logLevel: 'warn', build: { outDir: next, emptyOutDir: true } })
  rmSync(output, { recursive: true, force: true })
  renameSync(next, output)
  clearInterval(timer)
  console.log(`网页已构建 / web built ${seconds()} s`)
}

const current = fingerprint()
const built = existsSync(output) && existsSync(stamp) ? readFileSync(stamp, 'utf8') : ''
if (built !== current) {
  try {
    await build()
    writeFileSync(stamp, current)
  } catch (error) {
    console.error(`\n网页构建失败。 The web could not be built.\n${error instanceof Error ? error.message : String(error)}`)
    process.exit(1)
  }
}
