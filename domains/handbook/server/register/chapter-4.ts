// Chapter 4: training, certificates, knowledge, cooperation. The body numbers its sections from 1.1 again; the register uses 4.1 to 4.4 (B-33).
import { chapter, section } from './clause-seed.ts'

export const chapter4 = chapter('4', ['技术支持培训与能力提升', 'Training and capability'], 'training-manager',
  ['规定培训、认证、知识管理和团队协作。正文从 1.1 重新编号，这里统一为 4.1 至 4.4。', 'Training, certification, knowledge and cooperation. The body numbers its sections from 1.1 again; here they are 4.1 to 4.4.'], [
  section('4.1', ['技术支持人员培训计划', 'Training plan'], 'training-manager', 17,
    ['以理论、实践、考核三段培养人员，线上线下与轮岗结合；每季度至少一次系统培训，效果可量化。', 'People are trained in theory, practice and assessment, online, in class and by rotation; at least one systematic training each quarter, with measurable effect.'],
    { jobs: ['J-08', 'J-09'], domains: ['training', 'quality'] }, [], { decisions: ['B-48', 'B-29'] }),
  section('4.2', ['技术支持技能提升与认证', 'Skills and certification'], 'training-manager', 12,
    ['按产品、流程、文档和解决问题的能力评定技能，设基础、进阶、专家三级认证，并与晋升和激励挂钩。', 'Skills in product, process, documents and problem solving; certificates at basic, advanced and expert level, tied to career and reward.'],
    { jobs: ['J-31'], domains: ['training'] }),
  section('4.3', ['技术支持知识库与文档管理', 'Knowledge base and documents'], 'knowledge-manager', 12,
    ['产品手册、技术文档、常见问题和故障指南放在统一知识库，分类清楚、版本可追溯、权限受控，旧文档归档而不删除。', 'Manuals, documents, FAQs and fault guides in one base: classed, versioned, with access rights; old documents are archived, never deleted.'],
    { jobs: ['J-32', 'J-33'], domains: ['knowledge', 'training', 'feedback'] }, [], { decisions: ['B-17'] }),
  section('4.4', ['技术支持团队协作与沟通机制', 'Team cooperation and communication'], 'lead', 11,
    ['明确分工，统一上报、处理、反馈的协作流程；有周会、月会和即时沟通工具，沟通效果定期评估。', 'Clear division of work and one flow of report, handling and feedback; weekly and monthly meetings, messaging tools, and regular evaluation of communication.'],
    { screens: ['people', 'cases'], jobs: ['J-14', 'J-15', 'J-18'], domains: ['collaboration', 'connectors'] }, [],
    { reconstructed: [{ printed: '企业', read: ['企业微信', 'WeCom'], decision: 'B-34' }], decisions: ['B-34'] }),
], { decisions: ['B-33'] })
