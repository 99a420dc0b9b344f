// Seals with the current key what lies under older ones: fields that modules marked, and files. In small transactions while the product
// runs; what is done is told by the rows themselves, so that it goes on after a crash where it was.
import { SYSTEM } from '../ctx.ts'
import { noteKeyVersion, resealBytes, takeBlobsToReseal } from '../files/public.ts'
import type { Host } from '../host.ts'
import type { SealedColumn } from '../module.ts'
import { replaceSealedValue, takeSealedValues, type SealedValue } from './key-store.ts'

const FIELDS_AT_ONCE = 200, FILES_AT_ONCE = 10

export interface ResealCount { fields: number; files: number; /** Values and files that did not open: damaged, or tampered with. They stay as they are. */ unreadable: number }

export const sealedColumns = (host: Host): SealedColumn[] => host.registry.modules.flatMap((m) => [...(m.sealed ?? [])])

/** Goes through everything once. `onProgress` hears the counts so far. */
export async function resealAll(host: Host, onProgress: (count: ResealCount) => Promise<void> | void = () => undefined): Promise<ResealCount> {
  const count: ResealCount = { fields: 0, files: 0, unreadable: 0 }
  for (const column of sealedColumns(host)) {
    for (let after: readonly string[] | null = null, more = true; more;) {
      const batch: SealedValue[] = await host.transaction(SYSTEM, async (ctx) => {
        const values = await takeSealedValues(ctx.sql<unknown>(), column, host.cipher.current, after, FIELDS_AT_ONCE)
        let resealed = 0
        for (const value of values) {
          const plain = opened(host, column, value)
          if (plain === null) continue
          await replaceSealedValue(ctx.sql<unknown>(), column, value, host.cipher.seal(plain, column.context(value.key)))
          resealed++
        }
        count.fields += resealed
        count.unreadable += values.length - resealed
        return values
      })
      after = batch.at(-1)?.key ?? after
      more = batch.length === FIELDS_AT_ONCE
      await onProgress(count)
    }
  }
  await resealFiles(host, count, onProgress)
  return count
}

function opened(host: Host, column: SealedColumn, value: SealedValue): string | null {
  try { return host.cipher.open(value.sealed, column.context(value.key)) } catch (error) {
    host.log.error({ err: error, table: column.table, column: column.column, key: value.key }, 'a sealed value does not open; the rotation leaves it')
    return null
  }
}

async function resealFiles(host: Host, count: ResealCount, onProgress: (count: ResealCount) => Promise<void> | void): Promise<void> {
  const failed = new Set<string>()
  for (let more = true; more;) {
    more = await host.transaction(SYSTEM, async (ctx) => {
      // The ones that failed come first in every batch; without room for them the loop would see nothing else.
      const taken = await takeBlobsToReseal(ctx, host.cipher.current, FILES_AT_ONCE + failed.size), batch = taken.filter((sha256) => !failed.has(sha256))
      for (const sha256 of batch) {
        try {
          await resealBytes(host, sha256)
          await noteKeyVersion(ctx, sha256, host.cipher.current)
          count.files++
        } catch (error) {
          host.log.error({ err: error, sha256 }, 'the bytes of a file cannot be sealed anew; the rotation leaves them')
          failed.add(sha256)
          count.unreadable++
        }
      }
      return batch.length > 0
    })
    await onProgress(count)
  }
}
