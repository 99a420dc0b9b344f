// Chapter 8: the appendices. The source breaks off within 8.1; the bodies of 8.2 to 8.4 are missing (B-35).
import { chapter, section } from './clause-seed.ts'

export const chapter8 = chapter('8', ['附录与参考文献', 'Appendices and references'], 'hq-manager',
  ['四份附录。原文在 8.1 中断，8.2 至 8.4 只有标题；正文可由条款负责人补录。', 'Four appendices. The source breaks off within 8.1, and 8.2 to 8.4 are titles only; the owner can add the texts.'], [
  section('8.1', ['附录A 技术支持服务流程图', 'Appendix A, service flow diagram'], 'hq-manager', 9,
    ['流程图展示受理、分类、分配、处理、反馈闭环五个阶段，并标明部门、人员、时限和结果。原文在问题分类处中断。', 'The diagram shows five stages from intake to the closed loop, with department, handler, limit and result. The source breaks off at classification.'],
    { screens: ['cases'], domains: ['analytics'] }, [], { textMissing: true, decisions: ['B-35', 'B-40'] }),
  section('8.2', ['附录B 常见问题解答手册', 'Appendix B, FAQ handbook'], 'knowledge-manager', 4,
    ['常见问题解答手册。原文只有标题，内容由知识库中已发布的问答组成。', 'The FAQ handbook. Only its title is in the source; the published FAQs of the knowledge base make its content.'],
    { jobs: ['J-35'], domains: ['knowledge'] }, [], { textMissing: true, decisions: ['B-35'] }),
  section('8.3', ['附录C 技术支持人员职责清单', 'Appendix C, duty list'], 'hr', 3,
    ['各岗位的职责清单。原文只有标题。', 'The duties of every role. Only its title is in the source.'],
    { screens: ['roles', 'people'], domains: ['training'] }, [], { textMissing: true, decisions: ['B-35'] }),
  section('8.4', ['附录D 参考文献与法律法规', 'Appendix D, references and laws'], 'auditor', 3,
    ['手册引用的标准与文献清单。原文只有标题；各章引用的标准见“引用标准”登记表，照印收录、未经核实。', 'References of the handbook. Only its title is in the source; the standards that the chapters cite are registered as printed, not verified.'],
    { screens: ['handbook'], jobs: ['J-38'] }, [], { textMissing: true, decisions: ['B-32', 'B-35'] }),
], { decisions: ['B-35'] })
