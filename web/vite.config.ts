// Two entries, one build: dist/web with hashed names that may be cached forever, and compressed copies beside them.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))
const server = process.env.HOUYUAN_DEV_SERVER ?? 'http://127.0.0.1:8080'
const modules = (names: string) => new RegExp(`node_modules[\\\\/](${names})[\\\\/]`)

/** Groups of modules that change together or load together; the budgets of web/README.md rest on them. */
const groups = [
  { name: 'react', test: modules('react|react-dom|scheduler'), priority: 40 },
  { name: 'icons', test: modules('lucide-react'), priority: 35 },
  { name: 'virtual', test: /node_modules[\\/]@tanstack[\\/](react-virtual|virtual-core)[\\/]/, priority: 36 },
  { name: 'tanstack', test: modules('@tanstack'), priority: 35 },
  { name: 'zod', test: modules('zod'), priority: 35 },
  { name: 'pinyin', test: modules('pinyin-pro'), priority: 30 },
  { name: 'antd-core', test: /node_modules[\\/](@ant-design[\\/](cssinjs|cssinjs-utils|colors|fast-color)|antd[\\/]es[\\/](theme|config-provider|_util|style|space)|@rc-component[\\/](util|motion|trigger|portal|resize-observer|context))[\\/]/, priority: 15 },
]

export default defineConfig({
  root, base: '/', appType: 'mpa', html: { cspNonce: '__CSP_NONCE__' }, publicDir: 'public',
  plugins: [react(), entryAddresses(), words(), buildName(), pageChunks(), compressedCopies()],
  build: {
    outDir: '../dist/web', emptyOutDir: true, target: 'es2022', modulePreload: { polyfill: false }, manifest: 'manifest.json', cssCodeSplit: true, chunkSizeWarningLimit: 900, assetsInlineLimit: 2048, reportCompressedSize: false,
    rolldownOptions: { input: { agent: `${root}agent.html`, portal: `${root}portal.html` }, output: { codeSplitting: { groups } } },
  },
  // Only the addresses of the server: the sources of web/api are served from /api too.
  server: { port: 5173, proxy: { '^/api/(v1|docs|openapi)': { target: server, ws: true }, '^/(healthz|readyz)': server } },
})

/** In development: every page address gives its entry, as the server does in production. */
function entryAddresses(): Plugin {
  return {
    name: 'houyuan-entry-addresses',
    configureServer(dev) {
      dev.middlewares.use((request, _reply, next) => {
        const path = (request.url ?? '/').split('?')[0]!
        if (request.headers.accept?.includes('text/html') && !/\.\w+$/.test(path) && !path.startsWith('/@')) request.url = path === '/portal' || path.startsWith('/portal/') ? '/portal.html' : '/agent.html'
        next()
      })
    },
  }
}

/** Words of one language: the shell's and every domain's. What only the server says (mails, problems) stays there. */
function wordsOf(lang: string): string {
  const repository = fileURLToPath(new URL('..', import.meta.url)), all: Record<string, string> = {}
  const domains = readdirSync(`${repository}domains`, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name)
  for (const [prefix, file] of [['web', `${root}messages/${lang}.json`], ...domains.map((domain) => [domain, `${repository}domains/${domain}/messages/${lang}.json`])] as [string, string][]) {
    if (!existsSync(file)) continue
    for (const [key, text] of Object.entries(JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>)) if (key.startsWith(`${prefix}.`)) all[key] = text
  }
  return JSON.stringify(all)
}

const LANGS = { 'zh-CN': 'zh', en: 'en' } as const

/** In production a hashed file per language, named by the pages; in development read anew at every reload. */
function words(): Plugin {
  return {
    name: 'houyuan-words', enforce: 'post',
    configureServer(dev) {
      dev.middlewares.use('/words', (request, reply) => {
        reply.setHeader('content-type', 'application/json')
        reply.end(wordsOf(/^\/(zh-CN|en)\.json/.exec(request.url ?? '')?.[1] ?? 'en'))
      })
    },
    generateBundle(_options, bundle) {
      const names = Object.entries(LANGS).map(([lang, short]) => {
        const source = wordsOf(lang), fileName = `assets/words-${short}-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.json`
        this.emitFile({ type: 'asset', fileName, source })
        return `data-words-${short}="/${fileName}"`
      })
      for (const part of Object.values(bundle)) if (part.type === 'asset' && part.fileName.endsWith('.html')) part.source = String(part.source).replace('<html ', `<html ${names.join(' ')} `)
    },
  }
}

/** A name for what was built, in the page and in /build.json: an open page asks now and then and offers to reload when they differ. */
function buildName(): Plugin {
  return {
    name: 'houyuan-build-name', apply: 'build', enforce: 'post',
    generateBundle(_options, bundle) {
      const build = createHash('sha256').update(Object.keys(bundle).toSorted().join('\n')).digest('hex').slice(0, 12)
      // Only pages carry it: they are the files that are never kept in a cache.
      for (const part of Object.values(bundle)) if (part.type === 'asset' && part.fileName.endsWith('.html')) part.source = String(part.source).replace('data-build="dev"', `data-build="${build}"`)
      this.emitFile({ type: 'asset', fileName: 'build.json', source: JSON.stringify({ build }) })
    },
  }
}

interface PageOfSource { audience: 'staff' | 'customer'; path: string; file: string }

/** Pages as the contributions declare them: path and import stand on one line, the audience above them. */
function declaredPages(): PageOfSource[] {
  const repository = fileURLToPath(new URL('..', import.meta.url))
  const sources = [...readdirSync(`${repository}domains`).map((domain) => `${repository}domains/${domain}/web/index.ts`), `${root}account-screens.ts`, `${root}admin/screens.ts`].filter((file) => existsSync(file))
  return sources.flatMap((source) => {
    let audience: PageOfSource['audience'] = 'staff'
    return readFileSync(source, 'utf8').split('\n').flatMap((line) => {
      const said = /audience: '(agent|customer)'/.exec(line)?.[1]
      if (said) audience = said === 'customer' ? 'customer' : 'staff'
      const page = /path: '([^']+)'.*import\('([^']+)'\)/.exec(line)
      return page ? [{ audience, path: page[1]!, file: resolve(dirname(source), page[2]!) }] : []
    })
  })
}

/** Tells theme.js which chunks a page address needs; it asks for them while the entry is still on its way. */
function pageChunks(): Plugin {
  return {
    name: 'houyuan-page-chunks', apply: 'build', enforce: 'post',
    async writeBundle({ dir }, bundle) {
      const chunks = Object.values(bundle).filter((part) => part.type === 'chunk'), routes = { staff: [] as [string, string[]][], customer: [] as [string, string[]][] }
      for (const page of declaredPages()) {
        const chunk = chunks.find((one) => one.facadeModuleId === page.file)
        const pattern = `^${page.path.split('/').map((part) => (part.startsWith('$') ? '[^/]+' : part)).join('/')}$`
        const entry = chunks.find((one) => one.isEntry && one.name === (page.audience === 'staff' ? 'agent' : 'portal'))
        if (chunk && entry) routes[page.audience].push([pattern, [chunk.fileName, ...chunk.imports.filter((name) => !entry.imports.includes(name) && name !== entry.fileName), ...chunk.viteMetadata?.importedCss ?? []]])
      }
      const theme = await readFile(`${dir}/theme.js`, 'utf8')
      // A literal address before one with a parameter: /cases/new is no case.
      for (const list of Object.values(routes)) list.sort(([a], [b]) => Number(a.includes('[')) - Number(b.includes('[')))
      await writeFile(`${dir}/theme.js`, theme.replace('{ staff: [], customer: [] }', () => JSON.stringify(routes)))
    },
  }
}

/** `name.js.br` and `name.js.gz`, so that the server compresses nothing on the way out. From the written files: only they are final. */
function compressedCopies(): Plugin {
  const brotli = promisify(brotliCompress), zip = promisify(gzip)
  return {
    name: 'houyuan-compressed-copies', apply: 'build', enforce: 'post',
    async writeBundle({ dir }, bundle) {
      const files = [...Object.keys(bundle).filter((name) => /\.(js|css|svg|json)$/.test(name)), 'theme.js'].map((name) => `${dir}/${name}`)
      await Promise.all(files.map(async (file) => {
        const bytes = await readFile(file)
        if (bytes.length < 1024) return
        await writeFile(`${file}.br`, await brotli(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }))
        await writeFile(`${file}.gz`, await zip(bytes, { level: 9 }))
      }))
    },
  }
}
