// Chapter 4: training, certificates, knowledge, cooperation. The body numbers its sections from 1.1 again; the register uses 4.1 to 4.4 (B-33).
import { chapter, point, section } from './clause-seed.ts'

export const chapter4 = chapter('4', ['技术支持培训与能力提升', 'Training and capability'], 'training-manager',
  ['规定培训、认证、知识管理和团队协作。正文从 1.1 重新编号，这里统一为 4.1 至 4.4。', 'Training, certification, knowledge and cooperation. The body numbers its sections from 1.1 again; here they are 4.1 to 4.4.'], [
  section('4.1', ['技术支持人员培训计划', 'Training plan'], 'training-manager', 17,
    ['以理论、实践、考核三段培养人员，线上线下与轮岗结合；每季度至少一次系统培训，效果可量化。', 'People are trained in theory, practice and assessment, online, in class and by rotation; at least one systematic training each quarter, with measurable effect.'],
    { jobs: ['J-08', 'J-09'], domains: ['training', 'quality'] }, [
    point(1, ['培训目标与内容', 'Aims and content'], ['支持人员要有业务知识、沟通能力和学习意愿；培训覆盖基础技能、专业能力、服务意识、团队协作，按理论、实践、考核三段进行。', 'Support staff need business knowledge, communication and the will to learn; training covers basic skills, expertise, service and teamwork, in theory, practice and assessment.'], [1, 2, 3, 4, 5], { domains: ['training'] }),
    point(2, ['培训方式与机制', 'Ways of training'], ['线上课程、线下课堂、故障与对话模拟、轮岗学习相结合；考核含理论、实操和案例分析。', 'Online courses, classes, simulations and rotation, with tests in theory, practice and case analysis.'], [6, 7, 8, 9, 10, 11], { domains: ['training'] }),
    point(3, ['培训周期与评估', 'Cycle and evaluation'], ['每季度至少一次系统培训，结合年度技能提升计划分阶段考核，效果可量化、可追踪。', 'At least one systematic training each quarter, stages of the yearly plan, with measurable effect.'], [12, 13, 14, 15, 16, 17], { jobs: ['J-08', 'J-09'], domains: ['training', 'quality'] }, { decisions: ['B-29', 'B-48'] }),
  ], { decisions: ['B-48', 'B-29'] }),
  section('4.2', ['技术支持技能提升与认证', 'Skills and certification'], 'training-manager', 12,
    ['按产品、流程、文档和解决问题的能力评定技能，设基础、进阶、专家三级认证，并与晋升和激励挂钩。', 'Skills in product, process, documents and problem solving; certificates at basic, advanced and expert level, tied to career and reward.'],
    { jobs: ['J-31'], domains: ['training'] }, [
    point(1, ['技能提升内容', 'Skills to build'], ['产品知识、服务流程、技术文档处理和解决问题的能力。', 'Product knowledge, service process, technical documents and problem solving.'], [1, 2, 3, 4], { domains: ['training'] }),
    point(2, ['认证体系', 'Certification'], ['基础、进阶、专家三级认证，由第三方机构或企业内部专家考评。', 'Basic, advanced and expert certificates, assessed by a third party or by experts of the company.'], [5, 6, 7, 8], { jobs: ['J-31'], domains: ['training'] }, { decisions: ['B-48'] }),
    point(3, ['激励机制', 'Incentives'], ['认证与职业发展、晋升、薪酬挂钩，外部培训有补贴，技术贡献有奖励。', 'Certificates count for career and pay; outside training is subsidised, contributions are rewarded.'], [9, 10, 11, 12], { domains: ['training'] }),
  ]),
  section('4.3', ['技术支持知识库与文档管理', 'Knowledge base and documents'], 'knowledge-manager', 12,
    ['产品手册、技术文档、常见问题和故障指南放在统一知识库，分类清楚、版本可追溯、权限受控，旧文档归档而不删除。', 'Manuals, documents, FAQs and fault guides in one base: classed, versioned, with access rights; old documents are archived, never deleted.'],
    { jobs: ['J-32', 'J-33'], domains: ['knowledge', 'training', 'feedback'] }, [
    point(1, ['知识库建设', 'Building the knowledge base'], ['统一知识库含产品手册、技术文档、常见问题和故障指南，按产品、模块、问题类型组织，版本可追溯并定期更新。', 'One base of manuals, documents, FAQs and fault guides, ordered by product, module and problem, with versions and regular updates.'], [1, 2, 3, 4], { jobs: ['J-32'], domains: ['knowledge'] }),
    point(2, ['文档管理规范', 'Rules for documents'], ['文档有分类、版本号和访问权限，旧文档归档，流程保证完整、准确、可访问。', 'Documents have classes, version numbers and access rights; old ones are archived, and a process keeps them complete, accurate and accessible.'], [5, 6, 7, 8, 9], { jobs: ['J-33'], domains: ['knowledge'] }, { decisions: ['B-17'] }),
    point(3, ['知识库使用与推广', 'Use and promotion'], ['培训使用方法，分享典型案例，客户反馈推动更新。', 'Training in its use, shared cases, and updates from customer feedback.'], [10, 11, 12], { domains: ['knowledge', 'training', 'feedback'] }),
  ], { decisions: ['B-17'] }),
  section('4.4', ['技术支持团队协作与沟通机制', 'Team cooperation and communication'], 'lead', 11,
    ['明确分工，统一上报、处理、反馈的协作流程；有周会、月会和即时沟通工具，沟通效果定期评估。', 'Clear division of work and one flow of report, handling and feedback; weekly and monthly meetings, messaging tools, and regular evaluation of communication.'],
    { screens: ['people', 'cases'], jobs: ['J-14', 'J-15', 'J-18'], domains: ['collaboration', 'connectors'] }, [
    point(1, ['协作机制', 'Cooperation'], ['岗位分工明确，统一上报、处理、反馈的协作流程，与产品、研发、售后等部门协同。', 'Clear duties, one flow of report, handling and feedback, and cooperation with product, development and after-sales.'], [1, 2, 3], { screens: ['people', 'cases'], domains: ['collaboration'] }),
    point(2, ['沟通机制', 'Communication'], ['周会、月会和即时沟通工具；规定沟通的语言、频率和记录。', 'Weekly and monthly meetings and messaging tools, with rules for language, frequency and records.'], [4, 5, 6, 7], { jobs: ['J-14', 'J-15'], domains: ['collaboration', 'connectors'] }, { decisions: ['B-34'] }),
    point(3, ['评估与优化', 'Evaluation'], ['定期评估沟通的效率和质量，收集员工意见并改进。', 'Efficiency and quality of communication are evaluated regularly, staff are heard, and things improve.'], [8, 9, 10, 11], { jobs: ['J-18'], domains: ['collaboration', 'quality'] }),
  ],
    { reconstructed: [{ printed: '企业', read: ['企业微信', 'WeCom'], decision: 'B-34' }], decisions: ['B-34'] }),
], { decisions: ['B-33'] })
