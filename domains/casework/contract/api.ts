// The HTTP surface of work inside a case.
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { pageOf } from '../../../platform/contract/paging.ts'
import { AddEvidence, ConcludeDiagnosis, Diagnosis, ExcludeCause, OpenDiagnosis } from './diagnosis.ts'
import { AdvanceChange, AdvancePlan, Change, CheckChange, Decide, DraftPlan, FinishStep, Plan, RequestChange } from './plan.ts'
import { AnswerConsent, ConsentPage, EndSession, RecordConsent, RemoteSession, RequestSession } from './session.ts'
import { AnswerSubTask, AnswerVendorTask, CancelSubTask, OpenSubTask, OpenVendorTask, SubTask, SubTaskQuery, VendorPage, VendorTask } from './task.ts'

const OfCase = z.object({ id: Id }), OfWork = z.object({ id: Id, workId: Id }), ByToken = z.object({ token: z.string().min(20).max(200) })
const read = 'casework.read', write = 'casework.write'
const guarded = ['case-guard', 'case-restricted', 'work-state'] as const

export const CaseWork = z.object({
  diagnoses: z.array(Diagnosis), plans: z.array(Plan), changes: z.array(Change), sessions: z.array(RemoteSession), subTasks: z.array(SubTask), vendorTasks: z.array(VendorTask), mayWrite: z.boolean(), mayApprove: z.boolean(),
})
export type CaseWork = z.infer<typeof CaseWork>

export const caseworkApi = {
  work: endpoint({ method: 'GET', path: '/cases/:id/work', permission: read, summary: 'All work inside a case: diagnosis, plans, changes, remote sessions, sub-tasks, vendor tasks', params: OfCase, reply: CaseWork, errors: ['case-restricted'] }),
  file: endpoint({ method: 'GET', path: '/cases/:id/work/files/:workId', permission: read, kind: 'download', summary: 'A file of the work inside a case', params: OfWork, errors: ['case-restricted', 'file-blocked', 'file-infected', 'file-unscanned'] }),

  openDiagnosis: endpoint({ method: 'POST', path: '/cases/:id/diagnoses', permission: write, summary: 'Start a diagnosis with a hypothesis (§3.2-4)', status: 201, params: OfCase, body: OpenDiagnosis, reply: Diagnosis, errors: guarded, example: { hypothesis: '网关升级后拒绝旧客户端的令牌' } }),
  addEvidence: endpoint({ method: 'POST', path: '/cases/:id/diagnoses/:workId/evidence', permission: write, summary: 'Add evidence: log, monitoring, the user\'s words, or the run of a tool', status: 201, params: OfWork, body: AddEvidence, reply: Diagnosis, errors: guarded }),
  excludeCause: endpoint({ method: 'POST', path: '/cases/:id/diagnoses/:workId/excluded', permission: write, summary: 'Note a cause that is excluded, and why', status: 201, params: OfWork, body: ExcludeCause, reply: Diagnosis, errors: guarded }),
  concludeDiagnosis: endpoint({ method: 'POST', path: '/cases/:id/diagnoses/:workId/conclusion', permission: write, summary: 'Conclude with nature and cause; the case takes both', params: OfWork, body: ConcludeDiagnosis, reply: Diagnosis, errors: guarded }),

  draftPlan: endpoint({ method: 'POST', path: '/cases/:id/plans', permission: write, summary: 'Draft a solution plan', status: 201, params: OfCase, body: DraftPlan, reply: Plan, errors: guarded, example: { kinds: ['rollback'], summary: '回滚灰度站点', risk: 'medium', rollbackVersion: 'V1.1.4', steps: ['通知网点', '回滚', '试登'] } }),
  advancePlan: endpoint({ method: 'POST', path: '/cases/:id/plans/:workId/advance', permission: write, summary: 'Propose, finish, fail or withdraw a plan', params: OfWork, body: AdvancePlan, reply: Plan, errors: guarded }),
  decidePlan: endpoint({ method: 'POST', path: '/cases/:id/plans/:workId/decision', permission: 'casework.approve', summary: 'Approve or reject a proposed plan; never the own', params: OfWork, body: Decide, reply: Plan, errors: [...guarded, '403 own-work'] }),
  finishStep: endpoint({ method: 'PUT', path: '/cases/:id/plans/:workId/steps/:stepId', permission: write, summary: 'Tick a step of an approved plan, with its result', params: OfWork.extend({ stepId: Id }), body: FinishStep, reply: Plan, errors: guarded }),

  requestChange: endpoint({ method: 'POST', path: '/cases/:id/changes', permission: write, summary: 'Request a configuration change (§3.1-2)', status: 201, params: OfCase, body: RequestChange, reply: Change, errors: guarded }),
  decideChange: endpoint({ method: 'POST', path: '/cases/:id/changes/:workId/decision', permission: 'casework.approve', summary: 'Approve or reject a change; never the own', params: OfWork, body: Decide, reply: Change, errors: [...guarded, '403 own-work'] }),
  checkChange: endpoint({ method: 'POST', path: '/cases/:id/changes/:workId/checks', permission: write, summary: 'Stability and security before or after the change', params: OfWork, body: CheckChange, reply: Change, errors: guarded }),
  advanceChange: endpoint({ method: 'POST', path: '/cases/:id/changes/:workId/advance', permission: write, summary: 'Apply an approved change, or roll it back with a reason', params: OfWork, body: AdvanceChange, reply: Change, errors: guarded }),

  requestSession: endpoint({ method: 'POST', path: '/cases/:id/remote-sessions', permission: write, summary: 'Ask the user for a remote session; they get a page on which to answer', status: 201, params: OfCase, body: RequestSession, reply: RemoteSession, errors: guarded, example: { tool: 'teamviewer', address: '123 456 789', purpose: '查看登录报错' } }),
  recordConsent: endpoint({ method: 'POST', path: '/cases/:id/remote-sessions/:workId/consent', permission: write, summary: 'Record what the user answered by message or on the phone, in their words', params: OfWork, body: RecordConsent, reply: RemoteSession, errors: guarded }),
  startSession: endpoint({ method: 'POST', path: '/cases/:id/remote-sessions/:workId/start', permission: write, summary: 'Start; refused without the consent of the user (R1.3-2)', params: OfWork, reply: RemoteSession, errors: guarded }),
  endSession: endpoint({ method: 'POST', path: '/cases/:id/remote-sessions/:workId/end', permission: write, summary: 'End with notes and the link of the recording', params: OfWork, body: EndSession, reply: RemoteSession, errors: guarded }),
  cancelSession: endpoint({ method: 'POST', path: '/cases/:id/remote-sessions/:workId/cancel', permission: write, summary: 'Take the question back', params: OfWork, reply: RemoteSession, errors: guarded }),
  ownSessions: endpoint({ method: 'GET', path: '/cases/:id/consents', permission: 'cases.answer', summary: 'Remote sessions of the own case, newest first', params: OfCase, reply: z.object({ items: z.array(ConsentPage) }) }),
  answerConsent: endpoint({ method: 'POST', path: '/cases/:id/consents/:workId', permission: 'cases.answer', summary: 'Consent to a remote session on the own case, or refuse', params: OfWork, body: AnswerConsent, reply: ConsentPage, errors: ['work-state'] }),
  consent: endpoint({ method: 'GET', path: '/consents/:token', permission: 'anyone', summary: 'What the link in the mail shows; reading changes nothing', params: ByToken, reply: ConsentPage }),
  consentByLink: endpoint({ method: 'POST', path: '/consents/:token', permission: 'anyone', summary: 'Consent or refuse from the link in the mail', params: ByToken, body: AnswerConsent, reply: ConsentPage, errors: ['work-state'] }),

  openSubTask: endpoint({ method: 'POST', path: '/cases/:id/sub-tasks', permission: write, summary: 'Ask another department; a blocking sub-task keeps the case from being resolved', status: 201, params: OfCase, body: OpenSubTask, reply: SubTask, errors: guarded }),
  cancelSubTask: endpoint({ method: 'POST', path: '/cases/:id/sub-tasks/:workId/cancel', permission: write, summary: 'Take a sub-task back', params: OfWork, body: CancelSubTask, reply: SubTask, errors: guarded }),
  subTasks: endpoint({ method: 'GET', path: '/sub-tasks', permission: 'casework.answer', summary: 'Sub-tasks of the own department, the next due first', query: SubTaskQuery, reply: pageOf(SubTask) }),
  takeSubTask: endpoint({ method: 'POST', path: '/sub-tasks/:id/take', permission: 'casework.answer', summary: 'Take a sub-task of the own department', params: OfCase, reply: SubTask, errors: ['work-state'] }),
  answerSubTask: endpoint({ method: 'POST', path: '/sub-tasks/:id/answer', permission: 'casework.answer', summary: 'Answer a sub-task; it is done with that', params: OfCase, body: AnswerSubTask, reply: SubTask, errors: ['work-state'] }),

  openVendorTask: endpoint({ method: 'POST', path: '/cases/:id/vendor-tasks', permission: write, summary: 'Ask an outside provider by a page of their own; counts as a logged contact (§3.2-3)', status: 201, params: OfCase, body: OpenVendorTask, reply: VendorTask, errors: guarded }),
  closeVendorTask: endpoint({ method: 'POST', path: '/cases/:id/vendor-tasks/:workId/close', permission: write, summary: 'End the page of a vendor; the link stops working', params: OfWork, reply: VendorTask, errors: guarded }),
  vendorPage: endpoint({ method: 'GET', path: '/vendor-tasks/:token', permission: 'anyone', summary: 'What a vendor sees; reading changes nothing', params: ByToken, reply: VendorPage }),
  answerVendorTask: endpoint({ method: 'POST', path: '/vendor-tasks/:token', permission: 'anyone', summary: 'The answer of a vendor', params: ByToken, body: AnswerVendorTask, reply: VendorPage, errors: ['work-state'] }),
  vendorUpload: endpoint({ method: 'POST', path: '/vendor-tasks/:token/files', permission: 'anyone', kind: 'upload', status: 201, summary: 'Upload files to go with the answer', params: ByToken, reply: z.object({ items: z.array(z.object({ id: Id, name: z.string() })) }), errors: ['file-too-large', 'work-state'] }),
  vendorFile: endpoint({ method: 'GET', path: '/vendor-tasks/:token/files/:fileId', permission: 'anyone', kind: 'download', summary: 'A file that was released to the vendor, or came from them', params: ByToken.extend({ fileId: Id }), errors: ['file-blocked', 'file-infected', 'file-unscanned'] }),
}
