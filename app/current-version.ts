// Which version of the product this is, for data folders and restores.
import { productVersion } from '../platform/server/backup/product-version.ts'
import { collectMigrations } from '../platform/server/migrate.ts'
import type { DataVersion } from '../platform/server/postgres/data-version.ts'
import { modules } from './modules.ts'

export const currentVersion = (): DataVersion => ({ product: productVersion(), schema: collectMigrations(modules).at(-1)?.name ?? '' })
