// Everything the product is made of: the parts of the platform that add tables and addresses, then the domains.
import { accessModule } from '../platform/server/access/module.ts'
import { audit } from '../platform/server/audit/module.ts'
import { backupModule } from '../platform/server/backup/module.ts'
import { consoleModule } from '../platform/server/console/module.ts'
import { files } from '../platform/server/files/module.ts'
import { live } from '../platform/server/live/module.ts'
import { mail } from '../platform/server/mail/module.ts'
import { notifyModule } from '../platform/server/notify/module.ts'
import type { DomainModule } from '../platform/server/module.ts'
import { retention } from '../platform/server/retention/module.ts'
import { search } from '../platform/server/search/module.ts'
import { settings } from '../platform/server/settings/module.ts'
import { webhooks } from '../platform/server/webhooks/module.ts'
import { domains } from './domains.ts'

export const platformParts: readonly DomainModule[] = [accessModule, audit, settings, files, mail, notifyModule, live, consoleModule, retention, search, backupModule, webhooks]

export const modules: readonly DomainModule[] = [...platformParts, ...domains]
