// The time limits that the handbook prints (Part A.1), clause by clause. What is enforced is the matter of the policies; a test compares both.
import type { Pair } from './clause-seed.ts'

export interface PrintedLimit {
  /** Row of Part A. */ row: string
  clause: string
  policy: string
  /** Level on the scale of the policy; null: all. */ level: string | null
  scope: Pair
  kind: string
  /** ISO 8601; with `from` the printed range. */ printed: string
  from?: string
  /** Entry of the list of contradictions that says how it is read. */ decision?: string
  /** Printed, and nothing runs on it. */ notEnforced?: true
}

type Extra = Pick<PrintedLimit, 'from' | 'decision' | 'notEnforced'>
const all: Pair = ['全部', 'All']
const limit = (row: string, clause: string, policy: string, level: string | null, scope: Pair, kind: string, hours: number, extra: Extra = {}): PrintedLimit => ({ row, clause, policy, level, scope, kind, printed: `PT${hours}H`, ...extra })
const pair = (row: string, clause: string, policy: string, level: string, scope: Pair, first: [string, number], second: [string, number], extra: Extra = {}): PrintedLimit[] =>
  [limit(row, clause, policy, level, scope, first[0], first[1], extra), limit(row, clause, policy, level, scope, second[0], second[1], extra)]

const support = (row: string, level: string, scope: Pair, response: number, resolution: number, extra?: Extra) => pair(row, '1.2', 'POL-1.2', level, scope, ['response', response], ['resolution', resolution], extra)
const abc = (row: string, level: string, scope: Pair, solution: number, handling: number, resolution: number, extra?: Extra) => [
  ...pair(row, '3.3-1', 'POL-3.3', level, scope, ['response', 1], ['initial-solution', solution], extra), ...pair(row, '3.3-2', 'POL-3.3', level, scope, ['initial-handling', handling], ['resolution', resolution], extra),
]
const emergency = (row: string, level: string, scope: Pair, response: number, removal: number) => pair(row, '6.2-1', 'POL-6.2', level, scope, ['response', response], ['removal', removal])

export const printedLimits: readonly PrintedLimit[] = [
  ...support('A1', 'URGENT', ['紧急', 'Urgent'], 2, 4), ...support('A2', 'GENERAL', ['一般', 'General'], 24, 48), ...support('A3', 'COMPLEX', ['复杂', 'Complex'], 72, 120, { decision: 'B-24' }),
  limit('A4', '2.2-2', 'POL-2.2', null, all, 'response', 24), limit('A5', '2.2-2', 'POL-2.2', null, ['重大', 'Major'], 'resolution', 48, { decision: 'B-4' }),
  limit('A6', '2.3-1', 'POL-2.2', null, all, 'response', 24), limit('A6', '2.3-1', 'POL-2.2', null, all, 'resolution', 48, { decision: 'B-4' }),
  limit('A7', '3.1-1', 'POL-3.1-CAT', null, ['系统故障类', 'System fault'], 'response', 24, { decision: 'B-2' }), limit('A7', '3.1-1', 'POL-3.1-CAT', null, ['系统故障类', 'System fault'], 'resolution', 48, { decision: 'B-2' }),
  limit('A8', '3.1-2', 'POL-3.1-CAT', null, ['应用配置类', 'Application configuration'], 'resolution', 4, { from: 'PT2H', decision: 'B-2' }),
  limit('A10', '3.1-4', 'POL-3.1-CAT', null, ['用户操作类', 'User operation'], 'resolution', 72, { from: 'PT24H', decision: 'B-2' }),
  limit('A11', '3.1-5', 'POL-3.1-TP', null, ['第三方服务类', 'Third-party service'], 'resolution', 168, { from: 'PT48H', decision: 'B-2' }),
  limit('A12', '3.2-3', 'POL-3.3', null, all, 'response', 1), limit('A13', '3.2-3', 'POL-3.2-VENDOR', null, ['涉及外部服务', 'Outside service'], 'vendor-contact', 2, { decision: 'B-25' }),
  ...abc('A14', 'A', ['A 类（高）', 'A (high)'], 2, 24, 48), ...abc('A15', 'B', ['B 类（中）', 'B (medium)'], 4, 24, 72), ...abc('A16', 'C', ['C 类（低）', 'C (low)'], 2, 12, 24, { decision: 'B-3' }),
  limit('A17', '3.3-3', 'POL-3.3-POST', null, ['用户', 'User'], 'user-feedback', 24, { decision: 'B-18' }), limit('A18', '3.3-3', 'POL-3.3-POST', null, ['支持团队', 'Support team'], 'result-feedback', 24),
  limit('A19', '3.3-3', 'POL-3.3-POST', null, all, 'kb-archive', 72, { decision: 'B-17' }), limit('A19', '3.4-3', 'POL-3.3-POST', null, all, 'kb-archive', 72, { decision: 'B-17' }),
  limit('A20', '5.1-5', 'POL-5.1', null, all, 'response', 48, { decision: 'B-5' }), limit('A20', '5.1-5', 'POL-5.1', null, all, 'initial-solution', 24, { decision: 'B-5' }),
  limit('A21', '5.3-2', 'POL-5.3', null, all, 'feedback-forward', 24), limit('A21', '5.3-2', 'POL-5.3', null, all, 'feedback-result', 48, { decision: 'B-12' }),
  ...emergency('A22', '1', ['一级（重大）', 'Level 1 (major)'], 2, 4), ...emergency('A23', '2', ['二级（较大）', 'Level 2 (larger)'], 4, 8),
  ...emergency('A24', '3', ['三级（一般）', 'Level 3 (general)'], 8, 12), ...emergency('A25', '4', ['四级（轻微）', 'Level 4 (minor)'], 12, 24),
  limit('A22–A25', '6.2-2', 'POL-6.2-REC', null, all, 'incident-record', 2, { decision: 'B-26' }),
  limit('A26', '7.1-2', 'POL-7.1', null, ['未分级故障', 'Ungraded fault'], 'response', 4, { decision: 'B-6' }),
  limit('A27', '7.1-2', 'POL-7.1', 'Critical', ['重大', 'Major'], 'response', 24, { decision: 'B-6', notEnforced: true }),
  limit('A28', '7.2-1', 'POL-7.2', 'Critical', ['重大（Critical）', 'Critical'], 'response', 4, { decision: 'B-7' }), limit('A28', '7.2-3', 'POL-7.2', 'Critical', ['重大（Critical）', 'Critical'], 'repair', 4, { decision: 'B-7' }),
  limit('A29', '7.2-1', 'POL-7.2', 'Severe', ['严重（Severe）', 'Severe'], 'response', 24), limit('A30', '7.2-1', 'POL-7.2', 'Minor', ['一般（Minor）', 'Minor'], 'response', 48),
]

/** Limits printed in a clause; a section shows those of its numbered clauses too. */
export const limitsOf = (number: string): PrintedLimit[] => printedLimits.filter((l) => l.clause === number || l.clause.startsWith(`${number}-`))
