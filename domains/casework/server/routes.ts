// Endpoint -> use case.
import { serve } from '../../../platform/server/module.ts'
import { serveReading } from '../../../platform/server/serve-reading.ts'
import { caseworkApi } from '../contract/api.ts'
import { advanceChange, checkChange, decideChange, requestChange } from './change-configuration.ts'
import { addEvidence, concludeDiagnosis, excludeCause, openDiagnosis } from './diagnose.ts'
import { advancePlan, decidePlan, draftPlan, finishStep } from './plan-solution.ts'
import { answerConsent, cancelSession, consentByLink, endSession, recordConsent, requestSession, showConsent, showOwnSessions, startSession } from './remote-session.ts'
import { readWorkFile, showWork } from './show-work.ts'
import { answerSubTask, cancelSubTask, listSubTasks, openSubTask, takeSubTask } from './sub-task.ts'
import { answerVendorTask, closeVendorTask, keepVendorFiles, openVendorTask, readVendorFile, showVendorPage } from './vendor-task.ts'

export const caseworkRoutes = [
  serveReading(caseworkApi.work, (ctx, { params }) => showWork(ctx, params.id)),
  serve(caseworkApi.file, (ctx, { params }) => readWorkFile(ctx, params.id, params.workId)),
  serve(caseworkApi.openDiagnosis, (ctx, { params, body }) => openDiagnosis(ctx, params.id, body.hypothesis)),
  serve(caseworkApi.addEvidence, (ctx, { params, body }) => addEvidence(ctx, params.id, params.workId, body)),
  serve(caseworkApi.excludeCause, (ctx, { params, body }) => excludeCause(ctx, params.id, params.workId, body)),
  serve(caseworkApi.concludeDiagnosis, (ctx, { params, body }) => concludeDiagnosis(ctx, params.id, params.workId, body)),
  serve(caseworkApi.draftPlan, (ctx, { params, body }) => draftPlan(ctx, params.id, body)),
  serve(caseworkApi.advancePlan, (ctx, { params, body }) => advancePlan(ctx, params.id, params.workId, body)),
  serve(caseworkApi.decidePlan, (ctx, { params, body }) => decidePlan(ctx, params.id, params.workId, body)),
  serve(caseworkApi.finishStep, (ctx, { params, body }) => finishStep(ctx, params.id, params.workId, params.stepId, body)),
  serve(caseworkApi.requestChange, (ctx, { params, body }) => requestChange(ctx, params.id, body)),
  serve(caseworkApi.decideChange, (ctx, { params, body }) => decideChange(ctx, params.id, params.workId, body)),
  serve(caseworkApi.checkChange, (ctx, { params, body }) => checkChange(ctx, params.id, params.workId, body)),
  serve(caseworkApi.advanceChange, (ctx, { params, body }) => advanceChange(ctx, params.id, params.workId, body)),
  serve(caseworkApi.requestSession, (ctx, { params, body }) => requestSession(ctx, params.id, body)),
  serve(caseworkApi.recordConsent, (ctx, { params, body }) => recordConsent(ctx, params.id, params.workId, body)),
  serve(caseworkApi.startSession, (ctx, { params }) => startSession(ctx, params.id, params.workId)),
  serve(caseworkApi.endSession, (ctx, { params, body }) => endSession(ctx, params.id, params.workId, body)),
  serve(caseworkApi.cancelSession, (ctx, { params }) => cancelSession(ctx, params.id, params.workId)),
  serveReading(caseworkApi.ownSessions, (ctx, { params }) => showOwnSessions(ctx, params.id)),
  serve(caseworkApi.answerConsent, (ctx, { params, body }) => answerConsent(ctx, params.id, params.workId, body.given)),
  serveReading(caseworkApi.consent, (ctx, { params }) => showConsent(ctx, params.token)),
  serve(caseworkApi.consentByLink, (ctx, { params, body }) => consentByLink(ctx, params.token, body.given)),
  serve(caseworkApi.openSubTask, (ctx, { params, body }) => openSubTask(ctx, params.id, body)),
  serve(caseworkApi.cancelSubTask, (ctx, { params, body }) => cancelSubTask(ctx, params.id, params.workId, body.reason)),
  serveReading(caseworkApi.subTasks, (ctx, { query }) => listSubTasks(ctx, query)),
  serve(caseworkApi.takeSubTask, (ctx, { params }) => takeSubTask(ctx, params.id)),
  serve(caseworkApi.answerSubTask, (ctx, { params, body }) => answerSubTask(ctx, params.id, body)),
  serve(caseworkApi.openVendorTask, (ctx, { params, body }) => openVendorTask(ctx, params.id, body)),
  serve(caseworkApi.closeVendorTask, (ctx, { params }) => closeVendorTask(ctx, params.id, params.workId)),
  serveReading(caseworkApi.vendorPage, (ctx, { params }) => showVendorPage(ctx, params.token)),
  serve(caseworkApi.answerVendorTask, (ctx, { params, body }) => answerVendorTask(ctx, params.token, body)),
  serve(caseworkApi.vendorUpload, (ctx, { params, files }) => keepVendorFiles(ctx, params.token, files)),
  serve(caseworkApi.vendorFile, (ctx, { params }) => readVendorFile(ctx, params.token, params.fileId)),
]
