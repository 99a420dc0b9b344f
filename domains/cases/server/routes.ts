// Endpoint -> use case.
import { serve } from '../../../platform/server/module.ts'
import { serveReading } from '../../../platform/server/serve-reading.ts'
import { casesApi } from '../contract/api.ts'
import { answerCase, confirmByLink, showConfirmation } from './closing/answer-case.ts'
import { finishFollowUp, listFollowUps } from './closing/follow-ups.ts'
import { rateCase } from './closing/rate-case.ts'
import { editRecordOf, showRecordOf } from './closing/show-record.ts'
import { editCase } from './editing/edit-case.ts'
import { containCase } from './flow/contain-case.ts'
import { setUnread } from './flow/record-contact.ts'
import { transitionCase } from './flow/transition-case.ts'
import { holdCase } from './find-case.ts'
import { logVendorContact, showVendorContacts } from './handing/contact-vendor.ts'
import { answerTransfer, offerTransfer, showTransfers } from './handing/transfer-case.ts'
import { linkByHand, unlinkByHand } from './lists/link-by-hand.ts'
import { countCases, listCases } from './lists/list-cases.ts'
import { showTimeline } from './lists/timeline.ts'
import { mergeCase, unmergeCase } from './merging/merge-case.ts'
import { previewMerge } from './merging/preview-merge.ts'
import { openByRequest } from './opening/open-case.ts'
import { readVisible, readVisibleByNumber } from './read-visible.ts'
import { previewBulk, showBulk, startBulk, undoBulk } from './bulk/run-bulk.ts'
import { exportCases } from './exporting/export-cases.ts'
import { showCase } from './show-case.ts'
import { changeView, countViewsKept, keepView, listViews, removeView } from './views/keep-views.ts'

export const casesRoutes = [
  serve(casesApi.open, (ctx, { body }) => openByRequest(ctx, body)),
  serveReading(casesApi.list, (ctx, { query }) => listCases(ctx, query)),
  serveReading(casesApi.counts, (ctx) => countCases(ctx)),
  serveReading(casesApi.followUps, (ctx, { query }) => listFollowUps(ctx, query)),
  serveReading(casesApi.views, (ctx) => listViews(ctx)),
  serveReading(casesApi.viewCounts, (ctx) => countViewsKept(ctx)),
  serve(casesApi.keepView, (ctx, { body }) => keepView(ctx, body)),
  serve(casesApi.changeView, (ctx, { params, body }) => changeView(ctx, params.id, body)),
  serve(casesApi.removeView, async (ctx, { params }) => { await removeView(ctx, params.id); return {} }),
  serve(casesApi.previewBulk, (ctx, { body }) => previewBulk(ctx, body)),
  serve(casesApi.startBulk, (ctx, { body }) => startBulk(ctx, body)),
  serveReading(casesApi.bulk, (ctx, { params }) => showBulk(ctx, params.id)),
  serve(casesApi.undoBulk, (ctx, { params }) => undoBulk(ctx, params.id)),
  serve(casesApi.exportCases, (ctx, { query }) => exportCases(ctx, query)),
  serveReading(casesApi.byNumber, async (ctx, { params }) => showCase(ctx, await readVisibleByNumber(ctx, params.number))),
  serveReading(casesApi.get, async (ctx, { params }) => showCase(ctx, await readVisible(ctx, params.id))),
  serve(casesApi.edit, async (ctx, { params, body, ifMatch }) => showCase(ctx, await editCase(ctx, params.id, body, ifMatch))),
  serve(casesApi.transition, async (ctx, { params, body, ifMatch }) => showCase(ctx, await transitionCase(ctx, params.id, body, ifMatch))),
  serve(casesApi.markUnread, (ctx, { params, body }) => setUnread(ctx, params.id, body.unread)),
  serveReading(casesApi.timeline, (ctx, { params, query }) => showTimeline(ctx, params.id, query)),
  serve(casesApi.offerTransfer, (ctx, { params, body }) => offerTransfer(ctx, params.id, body)),
  serve(casesApi.answerTransfer, (ctx, { params, body }) => answerTransfer(ctx, params.id, params.transferId, body)),
  serveReading(casesApi.transfers, (ctx, { params }) => showTransfers(ctx, params.id)),
  serve(casesApi.logVendorContact, (ctx, { params, body }) => logVendorContact(ctx, params.id, body)),
  serveReading(casesApi.vendorContacts, (ctx, { params }) => showVendorContacts(ctx, params.id)),
  serve(casesApi.contain, async (ctx, { params, body }) => showCase(ctx, await containCase(ctx, await holdCase(ctx, params.id), body.description))),
  serve(casesApi.merge, async (ctx, { params, body, ifMatch }) => showCase(ctx, await mergeCase(ctx, params.id, body, ifMatch))),
  serveReading(casesApi.previewMerge, (ctx, { params, query }) => previewMerge(ctx, params.id, query.into)),
  serve(casesApi.unmerge, async (ctx, { params, body }) => showCase(ctx, await unmergeCase(ctx, params.id, body.reason))),
  serve(casesApi.unlink, async (ctx, { params }) => showCase(ctx, await unlinkByHand(ctx, params.id, params.otherId, params.kind))),
  serve(casesApi.link, async (ctx, { params, body }) => showCase(ctx, await linkByHand(ctx, params.id, body.otherId, body.kind))),
  serve(casesApi.answer, async (ctx, { params, body }) => showCase(ctx, await answerCase(ctx, params.id, body))),
  serve(casesApi.rate, async (ctx, { params, body }) => showCase(ctx, await rateCase(ctx, params.id, body))),
  serveReading(casesApi.confirmation, (ctx, { params }) => showConfirmation(ctx, params.token)),
  serve(casesApi.confirm, (ctx, { params, body }) => confirmByLink(ctx, params.token, body)),
  serve(casesApi.finishFollowUp, (ctx, { params, body }) => finishFollowUp(ctx, params.id, params.followUpId, body.note)),
  serveReading(casesApi.record, (ctx, { params }) => showRecordOf(ctx, params.id)),
  serve(casesApi.editRecord, (ctx, { params, body, ifMatch }) => editRecordOf(ctx, params.id, body, ifMatch)),
]
