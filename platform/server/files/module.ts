// Files: bytes on the local disk by content, named rows that belong to a record, types by what the bytes say (RX-20).
import { FileRemoved, FilesUploaded } from '../../contract/files.ts'
import { defineModule } from '../module.ts'
import { BlockedExtensions, DraftHours, MalwareScanner, MaxFileBytes } from './file-settings.ts'
import { purgeSchedule } from './purge-files.ts'
import { routes } from './routes.ts'
import { filesCheck } from './verify-files.ts'
import { scanService } from './scan-service.ts'

export const files = defineModule({
  id: 'files', needs: [], permissions: [],
  migrations: new URL('./migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  events: [FilesUploaded, FileRemoved],
  routes,
  settings: [MaxFileBytes, BlockedExtensions, DraftHours, MalwareScanner],
  schedules: [purgeSchedule],
  services: [scanService],
  verify: [filesCheck],
})
