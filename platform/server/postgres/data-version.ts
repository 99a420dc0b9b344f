// data/VERSION.json says which version of the product wrote the data, so that an older one refuses it before touching it.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileFault, PostgresError } from './postgres-error.ts'

export interface DataVersion {
  /** Version of the product, e.g. `0.1.0`; shown to people only. */
  product: string
  /** Name of the newest migration, e.g. `2026-11-23T10-00-clocks`: these sort by time. */
  schema: string
}

const FILE = 'VERSION.json'

/**
 * Refuses data whose schema is newer than this product knows. A folder without VERSION.json is empty or older: fine.
 * @throws PostgresError `newer-data`
 */
export function checkDataVersion(dataDir: string, current: DataVersion): void {
  const found = readDataVersion(dataDir)
  if (!found || found.schema <= current.schema) return
  throw new PostgresError('newer-data', {
    zh: `数据由更新的版本 ${found.product} 写入（${found.schema}），当前版本 ${current.product} 不能打开：${dataDir}。请安装 ${found.product} 或更高版本，或从旧备份恢复到空文件夹。`,
    en: `The data was written by the newer version ${found.product} (${found.schema}); version ${current.product} cannot open it: ${dataDir}. Install ${found.product} or later, or restore an older backup into an empty folder.`,
  })
}

/** Records the version after a successful migration. */
export function recordDataVersion(dataDir: string, version: DataVersion): void {
  const file = join(dataDir, FILE)
  if (sameVersion(readDataVersion(dataDir), version)) return
  try {
    writeFileSync(`${file}.new`, `${JSON.stringify(version, null, 2)}\n`)
    renameSync(`${file}.new`, file)
  } catch (error) {
    throw fileFault(error, file)
  }
}

export function readDataVersion(dataDir: string): DataVersion | null {
  const file = join(dataDir, FILE)
  try {
    const { product, schema } = JSON.parse(readFileSync(file, 'utf8')) as Partial<DataVersion>
    if (typeof product === 'string' && typeof schema === 'string') return { product, schema }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    if ((error as NodeJS.ErrnoException).code) throw fileFault(error, file)
  }
  throw new PostgresError('failed', {
    zh: `数据版本文件已损坏：${file}。请从备份恢复它。`,
    en: `The data version file is damaged: ${file}. Restore it from a backup.`,
  })
}

function sameVersion(a: DataVersion | null, b: DataVersion): boolean {
  return a !== null && a.product === b.product && a.schema === b.schema
}
