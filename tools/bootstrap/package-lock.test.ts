// `npm ci` refuses a lock file that lacks a package of another platform, and npm writes such a file without a word when the
// registry does not have that package. Found on a fresh clone; hence this test.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

interface Locked {
  version?: string
  integrity?: string
  dependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
}

const root = join(import.meta.dirname, '..', '..')
const read = (file: string): unknown => JSON.parse(readFileSync(join(root, file), 'utf8'))
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> }
const project = read('package.json') as Record<string, Record<string, string>>

function isLocked(from: string, name: string): boolean {
  for (let at = from; ; at = at.slice(0, Math.max(0, at.lastIndexOf('node_modules/') - 1))) {
    if (`${at ? `${at}/` : ''}node_modules/${name}` in packages) return true
    if (at === '') return false
  }
}

it('package-lock.json has every package of every platform', () => {
  const missing = Object.entries(packages).flatMap(([path, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies }).filter((name) => !isLocked(path, name)).map((name) => `${path} wants ${name}`))
  expect(missing).toEqual([])
})

it('every locked package has a checksum', () => {
  expect(Object.entries(packages).filter(([path, { integrity }]) => path !== '' && !integrity).map(([path]) => path)).toEqual([])
})

it('package.json pins exact versions, the same as package-lock.json', () => {
  const wanted = { ...project['dependencies'], ...project['devDependencies'], ...project['optionalDependencies'] }
  const loose = Object.entries(wanted).filter(([name, version]) => {
    const exact = version.replace(/^npm:.*@/, '')
    return !/^\d+\.\d+\.\d+/.test(exact) || packages[`node_modules/${name}`]?.version !== exact
  })
  expect(loose).toEqual([])
})
