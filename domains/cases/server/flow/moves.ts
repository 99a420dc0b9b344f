// The state machine as data (Part C.2, C.6): from, to, who, guards. Everything that decides a move is in this table.
import type { CaseState } from '../../contract/case.ts'
import * as g from './guards.ts'
import { BEFORE_RESOLVED, CLOSED, IN_PROGRESS, WAITING } from './stages.ts'

/**
 * handler: who handles the case. requester: whose case it is. lead: may assign in this unit. taker: staff taking an unassigned case.
 * The others are who holds the permission of that name over the case. system: the product itself.
 */
export type Role = 'handler' | 'requester' | 'lead' | 'taker' | 'classifier' | 'archiver' | 'reopener' | 'merger' | 'system'

export interface Move {
  from: readonly CaseState[]
  to: CaseState
  who: readonly Role[]
  guards: readonly g.Guard[]
  clause: string
}

const handler: readonly Role[] = ['handler', 'system']
const OPEN_BEFORE_RESPONSE = ['new', 'classified', 'assigned'] as const satisfies readonly CaseState[]
const classification = [g.problemClass, g.threeFactors, g.levelFits, g.levelReason] as const
const closing = [g.recordComplete, g.complianceComplete] as const

export const MOVES: readonly Move[] = [
  { from: ['new'], to: 'classified', who: ['classifier', 'handler', 'lead', 'system'], guards: classification, clause: '§1.2' },
  { from: ['classified'], to: 'assigned', who: ['lead', 'taker', 'system'], guards: [g.oneHandler, g.handlerFits, g.handlerCleared], clause: '§1.2' },
  { from: ['assigned'], to: 'responded', who: handler, guards: [g.responseComplete, g.severitySet], clause: '§1.4' },
  { from: ['responded', 'reopened', 'solving'], to: 'diagnosing', who: handler, guards: [], clause: '§3.2-4' },
  { from: ['diagnosing', 'verifying'], to: 'solving', who: handler, guards: [g.natureKnown, g.causeKnown], clause: '§1.2' },
  { from: ['solving'], to: 'verifying', who: handler, guards: [g.planExecuted, g.configurationChecked, g.workDoneToVerify], clause: '§3.2-5' },
  { from: ['verifying'], to: 'resolved', who: handler, guards: [g.childrenDone, g.retestPassed, g.stabilityPassed, g.configurationChecked, g.workDoneToResolve], clause: '§3.2-5' },
  { from: ['resolved'], to: 'awaiting-confirmation', who: handler, guards: [g.resultGiven, g.complianceComplete], clause: '§5.1-2' },
  { from: ['awaiting-confirmation'], to: 'confirmed', who: ['requester'], guards: [g.saysSolved, g.resultSent, g.complianceComplete], clause: '§3.3-3' },
  { from: ['resolved', 'awaiting-confirmation'], to: 'reopened', who: ['requester'], guards: [g.rejectionReason], clause: '§3.3-3' },
  { from: ['awaiting-confirmation'], to: 'closed-unconfirmed', who: ['system'], guards: [g.silentLongEnough, g.followedUp, g.complianceComplete], clause: '§3.3-3' },
  { from: ['confirmed', 'closed-unconfirmed'], to: 'reviewed', who: ['handler', 'lead', 'archiver', 'system'], guards: [g.reviewGiven], clause: '§5.2-6' },
  { from: CLOSED, to: 'archived', who: ['handler', 'archiver', 'system'], guards: [...closing, g.reviewDone], clause: '§3.4-3' },
  { from: [...CLOSED, 'archived'], to: 'reopened', who: ['requester', 'reopener'], guards: [g.withinReopenDays], clause: '§3.3-3' },

  { from: IN_PROGRESS, to: 'waiting-requester', who: handler, guards: [g.responded], clause: '§1.2' },
  { from: IN_PROGRESS, to: 'waiting-vendor', who: handler, guards: [g.responded], clause: '§3.1-5' },
  { from: IN_PROGRESS, to: 'on-site-scheduled', who: handler, guards: [g.responded, g.visitPlanned], clause: '§5.2-5' },

  { from: BEFORE_RESOLVED, to: 'merged', who: ['merger', 'system'], guards: [g.mergeTarget, g.sameParty, g.sameSecrecy], clause: '§1.2' },
  { from: BEFORE_RESOLVED, to: 'cancelled', who: ['handler', 'lead', 'classifier', 'system'], guards: [g.reasonGiven], clause: '§1.2' },
  { from: OPEN_BEFORE_RESPONSE, to: 'cancelled', who: ['requester'], guards: [g.reasonGiven], clause: '§1.2' },
]

/** Back from waiting: to the state that was interrupted, or on from there as if it had never been left. */
export const RESUMING: Omit<Move, 'to'> = { from: WAITING, who: ['handler', 'system'], guards: [], clause: '§1.2' }
