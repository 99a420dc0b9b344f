// Which service line a case belongs to when nobody chose one (B-1).
import type { OpenCase, RequesterType, ServiceLine } from '../../contract/case.ts'

const AFTER_SALES_WISH = /保修|质保|维修|返修|修理|换货|退换|上门|warranty|repair|on-?site|return (?:the|it|my)/i
const MALFUNCTION = /故障|异常|错误|报错|失败|无法|不能|不可用|崩溃|宕机|中断|丢失|超时|卡顿|打不开|连不上|error|fail|broken|crash|down\b|outage|cannot|can't|unable|not work|timeout|lost/i
const QUESTION = /[?？]|请问|咨询|如何|怎么|怎样|是否|能否|多少|什么时候|哪里|^(how|what|when|where|which|who|can|could|do|does|is|are)\b/i

type Known = Pick<OpenCase, 'title' | 'description' | 'assetId' | 'serviceLine' | 'problemClass' | 'urgency' | 'complexity' | 'impact' | 'effects' | 'severity'>

/**
 * A named asset with a wish for warranty, repair or a visit is after-sales; a question without malfunction is an enquiry; everything
 * else is technical support. What the requester or an agent chose always wins; anything that was graded is no mere question.
 */
export function deriveServiceLine(input: Known, requesterType: RequesterType): ServiceLine {
  if (input.serviceLine) return input.serviceLine
  if (requesterType === 'internal') return 'technical-support'
  const text = `${input.title}\n${input.description}`
  if (input.severity || (input.assetId && AFTER_SALES_WISH.test(text))) return 'after-sales'
  const graded = input.problemClass ?? input.urgency ?? input.complexity ?? input.impact ?? input.effects?.[0]
  return !graded && QUESTION.test(text) && !MALFUNCTION.test(text) ? 'enquiry' : 'technical-support'
}
