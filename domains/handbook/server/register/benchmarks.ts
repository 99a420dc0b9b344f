// Figures that the handbook quotes from elsewhere (Annex 3): kept beside own actuals, printed and not verified, never used in a calculation.
import type { Pair } from './clause-seed.ts'

export interface BenchmarkSeed {
  /** `BM-03`; rows with several figures share it. */ code: string
  sections: readonly string[]
  name: Pair
  /** As printed: `92.3`, `-40`, `2-3`. */ figure: string
  unit: string
  /** What the handbook names as its source; null where it names none. */ source: Pair | null
  year: number | null
  remark?: Pair
}

const mckinsey: Pair = ['麦肯锡', 'McKinsey']
const row = (code: string, sections: string, name: Pair, figure: string, unit: string, source: Pair | null, year: number | null, remark?: Pair): BenchmarkSeed => ({ code, sections: sections.split(' '), name, figure, unit, source, year, ...(remark ? { remark } : {}) })
const techFirm: Pair = ['某大型科技企业', 'A large technology firm'], telecom: Pair = ['某知名通信企业', 'A well-known telecom firm'], electronics: Pair = ['某知名电子企业', 'A well-known electronics firm']
const survey: Pair = ['《企业服务满意度调研报告》', 'Service satisfaction survey (as printed)'], drills: Pair = ['《企业应急演练评估报告》', 'Drill evaluation report (as printed)']
const sum: Pair = ['两个数相加为 110 %，照印保留（B-15）', 'The two add up to 110 %; kept as printed (B-15)'], rest: Pair = ['其余未给出（B-37）', 'The rest is not given (B-37)'], base: Pair = ['未说明基数（B-16）', 'No base is given (B-16)']

export const benchmarks: readonly BenchmarkSeed[] = [
  row('BM-01', '1.1', ['客户满意度高于行业', 'Satisfaction above industry'], '≥20', '%', mckinsey, null), row('BM-01', '1.1', ['响应时间缩短', 'Response time'], '≤-40', '%', mckinsey, null), row('BM-01', '1.1', ['故障排查效率提高', 'Fault-finding efficiency'], '≥30', '%', mckinsey, null),
  row('BM-02', '1.3', ['支持效率提高', 'Support efficiency'], '≥30', '%', mckinsey, null), row('BM-02', '1.3', ['客户满意度提高', 'Satisfaction'], '≥25', '%', mckinsey, null), row('BM-02', '1.3', ['故障处理时间缩短', 'Fault handling time'], '≤-40', '%', mckinsey, null),
  row('BM-03', '2.1', ['平均响应时间', 'Average response'], '2.5', 'h', techFirm, 2022), row('BM-03', '2.1', ['客户满意度', 'Satisfaction'], '92.3', '%', techFirm, 2022),
  row('BM-04', '2.2', ['流程标准化率', 'Process standardisation'], '95', '%', electronics, 2023), row('BM-04', '2.2', ['客户满意度', 'Satisfaction'], '94.7', '%', electronics, 2023),
  row('BM-05', '2.3', ['平均响应时间', 'Average response'], '2.5', 'h', ['某科技企业', 'A technology firm'], 2022), row('BM-05', '2.3', ['客户满意度', 'Satisfaction'], '92.3', '%', ['某科技企业', 'A technology firm'], 2022), row('BM-05', '2.3', ['服务改进率', 'Improvement rate'], '85', '%', ['某科技企业', 'A technology firm'], 2022),
  row('BM-06', '2.4', ['反馈处理周期', 'Feedback handling cycle'], '3', 'd', telecom, 2023, ['时限以 §5.3-2 的 48 小时为准（B-28）', 'The rule is the 48 hours of §5.3-2 (B-28)']), row('BM-06', '2.4', ['客户满意度', 'Satisfaction'], '94.7', '%', telecom, 2023),
  row('BM-07', '3.1', ['系统故障类占比', 'Share of system faults'], '65', '%', null, null, rest), row('BM-07', '3.1', ['数据安全类占比', 'Share of data security'], '15', '%', null, null, rest),
  row('BM-08', '4.1', ['因产品知识不足或响应慢引起的投诉', 'Complaints from weak product knowledge or slow response'], '65', '%', ['《企业服务质量评估报告》', 'Service quality report (as printed)'], 2023),
  row('BM-08', '4.1', ['线上培训提高学习效率', 'Learning efficiency by online training'], '≥30', '%', ['《企业内部培训体系建设指南》2022版', 'Guide to internal training, 2022 edition (as printed)'], 2022),
  row('BM-09', '6.1', ['对响应速度满意', 'Satisfied with response speed'], '76', '%', survey, 2022, sum), row('BM-09', '6.1', ['因响应不及时而不满', 'Unhappy because of late response'], '34', '%', survey, 2022, sum),
  row('BM-10', '6.3', ['演练使响应时间缩短', 'Response time by drills'], '-30', '%', drills, 2022), row('BM-10', '6.3', ['演练使满意度提高', 'Satisfaction by drills'], '20', '%', drills, 2022),
  row('BM-11', '6.4', ['应急满意度与改进措施正相关', 'Emergency satisfaction goes with improvement measures'], '+', '', survey, 2022, ['只印了相关关系，没有数值', 'A correlation is printed, no figure']),
  row('BM-12', '7.1 7.3', ['每年重大升级或版本变更', 'Major upgrades or version changes a year'], '2-3', '1/y', null, null), row('BM-12', '7.1 7.3', ['涉及核心功能模块', 'Core function modules'], '60', '%', null, null, rest), row('BM-12', '7.1 7.3', ['涉及安全与性能', 'Security and performance'], '30', '%', null, null, rest),
  row('BM-13', '7.4', ['每年出现漏洞的系统', 'Systems with vulnerabilities a year'], '30', '%', null, null, base), row('BM-13', '7.4', ['未及时修复', 'Not fixed in time'], '20', '%', null, null, base),
]
