// The audit trail: read, exported, and checked against its hash chain.
import { AuditExported, auditApi, ChainBroken } from '../../contract/audit.ts'
import { defineModule, serve, serveOutside } from '../module.ts'
import { exportEntries } from './export-entries.ts'
import { listEntries } from './list-entries.ts'
import { verifyAudit, verifyDaily, worded } from './verify-audit.ts'

export const audit = defineModule({
  id: 'audit', needs: [], permissions: ['audit.read'], migrations: new URL('./migrations/', import.meta.url), messages: new URL('./messages/', import.meta.url),
  events: [AuditExported, ChainBroken], schedules: [verifyDaily],
  routes: [
    serve(auditApi.list, (ctx, { query }) => listEntries(ctx, query)),
    serveOutside(auditApi.verify, async (host, actor) => worded(await verifyAudit(host), host, actor.locale)),
    serveOutside(auditApi.export, (host, actor, { body }, origin) => exportEntries(host, actor, origin, body)),
  ],
})
