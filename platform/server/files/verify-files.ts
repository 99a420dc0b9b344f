// Whether the bytes of every file are on the disk and are still what they were; behind `houyuan verify`.
import { hashStream, hasBytes, readBytes } from './blob-place.ts'
import type { Ctx } from '../ctx.ts'
import { NotOpenable } from '../keys/sealed-stream.ts'
import { blobsAfter } from './file-store.ts'

const BATCH = 500

export const filesCheck = {
  name: 'files.contents',
  async run(ctx: Ctx): Promise<string[]> {
    const wrong: string[] = []
    for (let after = ''; ;) {
      const blobs = await blobsAfter(ctx, after, BATCH)
      for (const { sha256 } of blobs) {
        if (!await hasBytes(ctx.host.config.dataDir, sha256)) wrong.push(`content ${sha256} is missing`)
        else if (!await isSound(ctx, sha256)) wrong.push(`content ${sha256} is damaged`)
      }
      if (blobs.length < BATCH) return wrong
      after = blobs.at(-1)!.sha256
    }
  },
}

/** What does not open is as damaged as what has other bytes. */
async function isSound(ctx: Ctx, sha256: string): Promise<boolean> {
  try { return (await hashStream(readBytes(ctx.host, sha256))).sha256 === sha256 } catch (error) {
    if (error instanceof NotOpenable) return false
    throw error
  }
}
