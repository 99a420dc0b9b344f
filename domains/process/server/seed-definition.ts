// The process of the handbook as it is seeded: four lanes, what §8.1 asks of each step, one machine with the handbook's lists mapped on it (B-40).
import type { CaseState } from '../../cases/public.ts'
import type { Definition, Edge, Step } from '../contract/definition.ts'

type Two = readonly [zh: string, en: string]
type Lists = readonly [five: number, six: number, steps: number, four: number]
interface Given { kind?: Step['kind']; row?: number; states?: CaseState[]; by?: readonly [department: Two, handler: Two]; limit?: Step['limit']; result?: Two; clause?: string; lists?: Lists }

const names = ([zh, en]: Two) => ({ zh, en })
const step = (id: string, lane: string, column: number, name: Two, { kind = 'step', row = 0, states = [], by, limit = null, result, clause, lists }: Given): Step => ({
  id, kind, lane, column, row, name: names(name), states, department: by ? names(by[0]) : null, handler: by ? names(by[1]) : null, limit, result: result ? names(result) : null, clause: clause ?? null,
  five: lists?.[0] ?? null, six: lists?.[1] ?? null, steps: lists?.[2] ?? null, four: lists?.[3] ?? null,
})
const edge = (from: string, to: string, kind: Edge['kind'] = 'main', label?: Two): Edge => ({ from, to, kind, label: label ? names(label) : null })

const CUSTOMER: Two = ['客户', 'Customer'], SERVICE: Two = ['客户服务部', 'Customer service'], SUPPORT: Two = ['技术支持部', 'Technical support'], QUALITY: Two = ['质量保障部', 'Quality assurance']
const OWNER: Two = ['首问负责人', 'First-contact owner'], ENGINEER: Two = ['支持工程师', 'Support engineer']

export const SEED_DEFINITION: Definition = {
  lanes: [{ id: 'customer', name: names(CUSTOMER) }, { id: 'first', name: names(['首问 · 一线', 'First contact']) }, { id: 'second', name: names(['二线 / 三线', 'Second and third line']) }, { id: 'quality', name: names(['质量保障', 'Quality']) }],
  steps: [
    step('start', 'customer', 0, ['提出问题', 'Problem raised'], { kind: 'start' }),
    step('intake', 'first', 0, ['受理', 'Intake'], { states: ['new'], by: [SERVICE, ['客服代表（首问）', 'Service agent']], limit: { zh: '立即', en: 'at once' }, result: ['客户编号、问题类型、发生时间、影响范围已记录', 'Customer number, type, time and scope are recorded'], clause: '§8.1', lists: [1, 1, 1, 1] }),
    step('classify', 'first', 1, ['分类与定级', 'Classify and grade'], { states: ['classified'], by: [SERVICE, OWNER], limit: { policy: 'POL-3.3', kind: 'response' }, result: ['类别、三因素与级别确定', 'Class, three factors and level are set'], clause: '§1.2', lists: [2, 2, 2, 1] }),
    step('direct', 'first', 2, ['能直接解答？', 'Answer at once?'], { kind: 'decision', by: [SERVICE, OWNER], clause: '§2.2' }),
    step('assign', 'second', 2, ['分派', 'Assign'], { states: ['assigned'], by: [SUPPORT, ['值班组长', 'Lead on duty']], limit: { policy: 'POL-3.3', kind: 'response' }, result: ['一名明确的负责人，首次响应已给出', 'One definite handler; first response given'], clause: '§2.1', lists: [3, 2, 3, 1] }),
    step('diagnose', 'second', 3, ['诊断', 'Diagnose'], { states: ['responded', 'diagnosing', 'reopened'], by: [SUPPORT, ENGINEER], limit: { policy: 'POL-3.3', kind: 'initial-solution' }, result: ['定位根因或给出初步方案：临时修复、回滚或优化', 'Root found or first plan given: temporary fix, rollback or optimisation'], clause: '§3.2', lists: [4, 3, 4, 2] }),
    step('solve', 'second', 4, ['解决', 'Solve'], { states: ['solving'], by: [SUPPORT, ['二线 / 现场工程师', 'Second line or field engineer']], limit: { policy: 'POL-3.3', kind: 'resolution' }, result: ['方案实施并留痕', 'The plan is carried out and recorded'], clause: '§1.2', lists: [4, 4, 5, 3] }),
    step('verify', 'second', 5, ['验证', 'Verify'], { states: ['verifying'], by: [SUPPORT, ['处理人', 'Handler']], limit: { policy: 'POL-3.3', kind: 'resolution' }, result: ['场景重测通过，系统稳定', 'Scenario retested, system stable'], clause: '§3.2', lists: [4, 4, 5, 3] }),
    step('supplement', 'customer', 2, ['补充信息', 'Give information'], { states: ['waiting-requester'], by: [CUSTOMER, ['提交人', 'Requester']], limit: { zh: '解决时限暂停', en: 'the resolution clock pauses' }, result: ['所缺信息已提供', 'What was missing is given'], clause: '§1.2', lists: [4, 3, 4, 2] }),
    step('vendor', 'second', 3, ['联系外部服务商', 'Contact the provider'], { row: 1, states: ['waiting-vendor'], by: [SUPPORT, ENGINEER], limit: { policy: 'POL-3.2-VENDOR', kind: 'vendor-contact' }, result: ['对方受理编号', 'The provider’s ticket number'], clause: '§3.2', lists: [4, 3, 4, 2] }),
    step('on-site', 'second', 4, ['现场服务', 'On-site service'], { row: 1, states: ['on-site-scheduled'], by: [SUPPORT, ['现场工程师', 'Field engineer']], limit: { zh: '按预约时间', en: 'at the agreed time' }, result: ['现场处理并签字', 'Work on site, signed'], clause: '§5.2', lists: [4, 4, 5, 3] }),
    step('feedback', 'first', 5, ['反馈与确认函', 'Feedback and letter'], { states: ['resolved'], by: [SERVICE, OWNER], limit: { policy: 'POL-3.3-POST', kind: 'result-feedback' }, result: ['客户收到性质、影响、方案三项说明', 'The customer has nature, impact and solution'], clause: '§5.1', lists: [5, 5, 6, 4] }),
    step('confirm', 'customer', 5, ['确认已解决？', 'Solved?'], { kind: 'decision', states: ['awaiting-confirmation'], by: [CUSTOMER, ['提交人', 'Requester']], limit: { policy: 'POL-3.3-POST', kind: 'user-feedback' }, result: ['明确的答复', 'A clear answer'], clause: '§3.3', lists: [5, 5, 6, 4] }),
    step('rate', 'customer', 6, ['评价', 'Rate'], { states: ['confirmed', 'closed-unconfirmed'], by: [CUSTOMER, ['提交人', 'Requester']], limit: { zh: '24 小时内可改', en: 'editable for 24 hours' }, result: ['满意度 1–5 分', 'Satisfaction 1 to 5'], clause: '§2.2', lists: [5, 5, 6, 4] }),
    step('review', 'quality', 6, ['复盘', 'Review'], { states: ['reviewed'], by: [QUALITY, ['组长', 'Lead']], limit: { zh: '归档之前', en: 'before archiving' }, result: ['原因、处理、改进措施', 'Cause, handling, measures'], clause: '§5.2', lists: [5, 6, 6, 4] }),
    step('archive', 'quality', 6, ['归档', 'Archive'], { row: 1, states: ['archived'], by: [QUALITY, ['处理人 / 知识管理员', 'Handler or knowledge manager']], limit: { policy: 'POL-3.3-POST', kind: 'kb-archive' }, result: ['五项齐全，进入知识库', 'Five parts complete, in the knowledge base'], clause: '§3.4', lists: [5, 6, 6, 4] }),
    step('end', 'quality', 5, ['结束', 'End'], { kind: 'end', row: 1 }),
  ],
  edges: [
    edge('start', 'intake'), edge('intake', 'classify'), edge('classify', 'direct'), edge('direct', 'feedback', 'pass', ['是：一线答复', 'Yes: answered']), edge('direct', 'assign', 'main', ['否', 'No']),
    edge('assign', 'diagnose'), edge('diagnose', 'solve'), edge('solve', 'verify'), edge('solve', 'diagnose', 'back'), edge('verify', 'solve', 'back'), edge('verify', 'feedback'),
    edge('diagnose', 'supplement', 'side', ['缺信息', 'Information missing']), edge('supplement', 'diagnose', 'side'), edge('diagnose', 'vendor', 'side', ['外部', 'Outside']), edge('vendor', 'diagnose', 'side'), edge('solve', 'on-site', 'side', ['上门', 'On site']), edge('on-site', 'solve', 'side'),
    edge('feedback', 'confirm'), edge('confirm', 'rate', 'main', ['是', 'Yes']), edge('confirm', 'diagnose', 'back', ['否：重开', 'No: reopen']), edge('rate', 'review', 'side', ['需要时', 'When required']), edge('rate', 'archive'), edge('review', 'archive'), edge('archive', 'end'),
  ],
}
