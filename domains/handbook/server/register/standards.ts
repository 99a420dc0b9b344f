// Standards and guidelines as the handbook prints them (Annex 4). Printed only: many numbers belong to other standards, none is law here (B-32).
import type { Pair } from './clause-seed.ts'

export interface StandardSeed { number: string | null; title: string; edition?: string; cited: readonly string[]; remark?: Pair }

const at = (cited: string, number: string, title: string, remark?: Pair): StandardSeed => ({ number, title, cited: cited.split(' '), ...(remark ? { remark } : {}) })
/** A guideline with an edition instead of a number. */
const guide = (cited: string, edition: string | null, title: string): StandardSeed => ({ number: null, title, cited: cited.split(' '), ...(edition ? { edition } : {}) })
const lookedUp = (zh: string, en: string): Pair => [`抽查：${zh}`, `Spot check: ${en}`]

export const standards: readonly StandardSeed[] = [
  at('1.1', 'GB/T34047-2017', '企业技术支撑体系建设指南'), at('1.1', 'GB/T34048-2017', '企业客户服务体系建设规范'),
  at('1.2', 'GB/T34049-2017', '企业技术支持流程规范'), at('1.2', 'GB/T34050-2017', '企业客户服务响应规范'), at('1.2', 'GB/T34051-2017', '企业客户服务绩效评估标准'),
  at('1.3', 'GB/T34052-2017', '企业技术支持工具应用规范'), at('1.3', 'GB/T34053-2017', '企业技术支持工具应用指南'), at('1.3', 'GB/T34054-2017', '企业技术服务平台建设规范'),
  at('1.4', 'GB/T34055-2017', '企业技术支持服务标准'), at('1.4', 'GB/T34056-2017', '企业技术支持服务规范'), at('1.4', 'GB/T34057-2017', '企业技术支持服务绩效评估标准'), at('1.4', 'GB/T34058-2017', '企业技术支持服务管理规范'),
  at('2.1', 'GB/T33327-2016', '企业售后服务管理规范'), at('2.2', 'GB/T33328-2016', '客户服务标准'), at('2.2', 'GB/T33329-2016', '售后服务标准体系'),
  at('2.3', 'GB/T33330-2016', '服务考核标准'), at('2.3', 'GB/T33331-2016', '客户满意度评估标准'), at('2.3', 'GB/T33332-2016', '服务改进评估标准'),
  at('2.4', 'GB/T33333-2016', '客户反馈收集标准'), at('2.4', 'GB/T33334-2016', '客户反馈分析标准'), at('2.4', 'GB/T33335-2016', '反馈闭环管理标准'),
  at('4.1 5.1', 'GB/T33000-2016', '企业客户服务标准', ['5.1 引用时未印编号。据常识该编号属安全生产标准化，尚未查证。', 'In 5.1 printed without its number. By general knowledge the number is about work safety; not looked up.']),
  guide('4.1', '2022版', '企业内部培训体系建设指南'),
  at('4.1', 'GB/T36132-2018', '企业员工能力评估与培训管理规范', lookedUp('该编号实为《绿色工厂评价通则》，已由 2025 版代替。', 'the number belongs to a standard on green factories, since replaced by its 2025 edition.')),
  at('4.2', 'GB/T36132-2018', '中国信息技术服务标准', lookedUp('该编号实为《绿色工厂评价通则》，已由 2025 版代替。', 'the number belongs to a standard on green factories, since replaced by its 2025 edition.')),
  guide('4.1', '2023', '企业服务质量评估报告'), guide('4.3', '2021版', '企业知识管理体系建设指南'), at('4.4', 'GB/T36133-2018', '企业内部沟通管理规范'),
  guide('5.1', null, '客户关系管理(CRM)系统实施指南'), at('5.1', 'GB/T31195-2014', '客户服务流程规范'), guide('5.1', '2023版', '客户服务渠道优化方案'),
  at('5.1', 'GB/T31196-2014', '客户沟通记录管理规范'), at('5.1', 'GB/T31197-2014', '客户服务响应时间标准'),
  guide('5.2', '2023版', '客户服务流程管理规范'), at('5.2', 'GB/T31198-2014', '客户满意度管理规范'), guide('5.2', '2023版', '客户服务闭环管理规范'),
  guide('5.3', '2023版', '客户反馈处理规范'), guide('5.3', '2023版', '客户满意度分析方法'), guide('5.3', '2023版', '客户满意度提升方案'),
  guide('5.4', '2023版', '客户关系管理实施指南'), guide('5.4', '2023版', '客户分级管理规范'), guide('5.4', '2023版', '客户增值服务方案'),
  guide('5.4', '2023版', '客户忠诚度计划实施指南'), guide('5.4', '2023版', '客户关系维护策略'), guide('5.4', '2023版', '客户关系动态管理规范'),
  at('6.1', 'GB/T28001-2011', '企业服务质量管理规范', ['据常识该编号属职业健康安全，尚未查证。', 'By general knowledge the number is about occupational health and safety; not looked up.']),
  at('6.4', 'GB/T28001-2011', '企业服务管理规范', ['据常识该编号属职业健康安全，尚未查证。', 'By general knowledge the number is about occupational health and safety; not looked up.']),
  at('6.1', 'GB/T29639-2013', '企业应急响应分级标准', lookedUp('2020 版实为《生产经营单位生产安全事故应急预案编制导则》。', 'the 2020 edition is a guide to plans for work-safety accidents.')),
  at('6.3', 'GB/T29639-2013', '企业应急预案编制指南', lookedUp('2020 版实为《生产经营单位生产安全事故应急预案编制导则》。', 'the 2020 edition is a guide to plans for work-safety accidents.')),
  guide('6.1 6.4', '2022年', '企业服务满意度调研报告'),
  at('6.2', 'ISO/IEC20000-1:2018', '信息技术服务管理标准', ['手册引第 5.2.3 条的四阶段模型；据常识 5.2 讲的是方针，尚未查证。', 'Cited for a four-phase model in 5.2.3; by general knowledge 5.2 is about policy; not looked up.']),
  guide('6.3', '2022年', '企业应急演练评估报告'),
  at('7.1', 'ISO/IEC20000:2018', '信息技术服务管理标准'), at('7.1', 'GB/T28827-2012', '企业IT服务管理规范'), at('7.1 7.3', 'GB/T28828-2012', '企业信息管理系统文档管理规范'),
  at('7.3', 'GB/T28828-2012', '企业信息管理系统版本管理规范'), at('7.2', 'ISO/IEC20000:2018', '信息技术服务管理体系'),
  at('7.4', 'GB/T22239-2019', '信息安全技术网络安全等级保护基本要求', ['编号与标题相符，仍属未经正式核实。', 'Number and title fit each other; still not formally verified.']),
  at('7.4', 'GB/T35273-2020', '企业信息安全防护规范', lookedUp('该编号实为《信息安全技术 个人信息安全规范》。', 'the number belongs to the specification on personal information security.')),
]
