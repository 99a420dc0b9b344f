import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { checkDataVersion, readDataVersion, recordDataVersion } from './data-version.ts'

const folder = mkdtempSync(join(tmpdir(), 'houyuan-version-'))
afterAll(() => rmSync(folder, { recursive: true }))
const older = { product: '0.1.0', schema: '2026-11-23T10-00-clocks' }
const newer = { product: '0.2.0', schema: '2027-01-02T08-00-more' }

it('an empty folder and older data are fine; newer data is refused with both versions named', () => {
  expect(() => checkDataVersion(folder, older)).not.toThrow()
  recordDataVersion(folder, older)
  expect(() => checkDataVersion(folder, older)).not.toThrow()
  expect(() => checkDataVersion(folder, newer)).not.toThrow()
  recordDataVersion(folder, newer)
  expect(readDataVersion(folder)).toEqual(newer)
  expect(() => checkDataVersion(folder, older)).toThrow(/0\.2\.0[^]*0\.1\.0[^]*newer version/)
})

it('a damaged version file is an error, not an empty folder', () => {
  writeFileSync(join(folder, 'VERSION.json'), '{"product":')
  expect(() => checkDataVersion(folder, older)).toThrow(/已损坏[^]*damaged/)
})
