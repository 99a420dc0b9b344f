// Bytes of JavaScript that a page asks for, gzip level 9, read from the build's manifest: entry, what it imports, and the first route.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

interface Chunk { file: string; imports?: string[]; isEntry?: boolean; src?: string }

/** Gzip bytes of all scripts that are needed for the given sources (manifest keys), each counted once. */
export function pageBytes(dist: string, sources: readonly string[]): number {
  const path = [join(dist, '.vite/manifest.json'), join(dist, 'manifest.json')].find((p) => existsSync(p))
  if (!path) throw new Error(`no manifest in ${dist}: build the web first`)
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as Record<string, Chunk>
  const files = new Set<string>()
  const add = (key: string): void => {
    const chunk = manifest[key]
    if (!chunk) throw new Error(`the build has no ${key}`)
    if (files.has(chunk.file)) return
    files.add(chunk.file)
    for (const next of chunk.imports ?? []) add(next)
  }
  for (const source of sources) add(source)
  return [...files].filter((f) => f.endsWith('.js')).reduce((sum, f) => sum + gzipSync(readFileSync(join(dist, f)), { level: 9 }).length, 0)
}
