// What changes while one looks: events on the socket, who else is here, and texts that are not sent yet.
import { draftsApi } from '../../contract/drafts.ts'
import { defineModule, serve } from '../module.ts'
import { draftDays, purgeDrafts, readDraft, removeDemoDrafts, removeDraft, saveDraft } from './draft-store.ts'
import { liveHub } from './live-hub.ts'

export const live = defineModule({
  id: 'live', needs: [], permissions: [], migrations: new URL('./migrations/', import.meta.url), messages: new URL('./messages/', import.meta.url),
  removeDemo: removeDemoDrafts,
  settings: [draftDays], schedules: [purgeDrafts],
  services: [{
    name: 'live', role: 'web',
    async start(host) {
      const hub = liveHub(host)
      hub.start()
      return { stop: () => hub.stop() }
    },
  }],
  routes: [
    serve(draftsApi.read, (ctx, { params }) => readDraft(ctx, params.key)),
    serve(draftsApi.save, (ctx, { params, body, ifMatch }) => saveDraft(ctx, params.key, body.content, ifMatch)),
    serve(draftsApi.remove, async (ctx, { params }) => { await removeDraft(ctx, params.key); return {} }),
  ],
})
