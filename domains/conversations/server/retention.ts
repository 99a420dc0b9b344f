// Communication records are kept three years at least (§5.1-4, R5.1-7), with their files.
import { removeFiles } from '../../../platform/server/files/public.ts'
import type { RetentionClass } from '../../../platform/server/module.ts'
import { deleteMessages } from './message-store.ts'

export const communicationsRetention: RetentionClass = {
  name: 'conversations.communications', clause: '§5.1-4', floorDays: 1095, defaultDays: 1095,
  async purge(ctx, olderThan, limit) {
    const { ids, files } = await deleteMessages(ctx, olderThan, limit)
    await removeFiles(ctx, files)
    return ids.map((id) => `message:${id}`)
  },
}
