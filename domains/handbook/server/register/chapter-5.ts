// Chapter 5: how to speak with customers, hear them and keep them.
import { chapter, point, section } from './clause-seed.ts'

export const chapter5 = chapter('5', ['技术支持与客户沟通', 'Technical support and customer communication'], 'cs-agent',
  ['规定与客户沟通的原则、流程、反馈和长期关系。', 'Principles, flow, feedback and long-term relations with customers.'], [
  section('5.1', ['客户沟通原则与规范', 'Principles and norms'], 'cs-agent', 11,
    ['以客户为中心，信息真实透明，渠道多样，记录完整并保存三年以上，答复及时、专业、通俗、有礼。', 'The customer comes first: true information, several channels, full records kept for at least three years, answers that are timely, professional, plain and polite.'],
    { policies: ['POL-5.1'], screens: ['cases', 'portal-cases'], jobs: ['J-37'], domains: ['conversations', 'quality'] }, [
    point(1, ['以客户为中心', 'The customer first'], ['一切沟通以客户的需求和反馈为准，准确而及时。', 'Need and feedback of the customer guide every contact, accurately and in time.'], [1, 2], { screens: ['cases'], domains: ['conversations', 'feedback'] }),
    point(2, ['信息透明与真实', 'Truth and transparency'], ['说明问题时讲清性质、影响范围和解决方式，不隐瞒关键信息。', 'An explanation names nature, scope and way of solving, and hides nothing that matters.'], [3], { screens: ['cases'] }),
    point(3, ['沟通渠道多样化', 'Several channels'], ['电话、邮件、在线客服和现场服务可以互换而不丢失上下文。', 'Phone, e-mail, chat and on site, interchangeable without losing the thread.'], [4, 5], { screens: ['portal-cases'], domains: ['conversations', 'field'] }),
    point(4, ['沟通记录与归档', 'Records of communication'], ['每次沟通都记录时间、内容、反馈和后续处理，至少保存三年。', 'Each contact is recorded with time, content, feedback and follow-up, and kept for at least three years.'], [6, 7], { jobs: ['J-37'], domains: ['conversations'] }, { decisions: ['B-13'] }),
    point(5, ['沟通时效性与专业性', 'Timely and professional'], ['手册印的是 48 小时响应、24 小时初步方案；两个钟都按 24 小时执行，同时满足两种读法。', 'Printed as 48 hours to respond and 24 for a first solution; both clocks run on 24 hours, which meets either reading.'], [8, 9], { policies: ['POL-5.1'], screens: ['cases'], jobs: ['J-01'] }, { decisions: ['B-5'] }),
    point(6, ['语言与态度规范', 'Language and manner'], ['用语通俗易懂，态度专业有礼。', 'Plain words and a professional, polite manner.'], [10, 11], { domains: ['quality'] }),
  ], { decisions: ['B-5', 'B-13'] }),
  section('5.2', ['客户沟通流程与方式', 'Communication flow and ways'], 'cs-agent', 17,
    ['请求第一时间记录、分类、按优先级处理，处理中主动告知进度，解决后发确认函；按情形选择电话、邮件、在线或现场，最后复盘。', 'Requests are recorded at once, classed and handled by priority, with progress told on the way and a confirmation letter at the end. The way of contact fits the case, and a review closes the loop.'],
    { screens: ['cases', 'portal-cases'], jobs: ['J-04'], domains: ['conversations', 'field'] }, [
    point(1, ['接收与记录', 'Intake and record'], ['各渠道来的问题第一时间记录，首问负责人不因转交而变。', 'What comes in is recorded at once; the first owner stays through every handover.'], [1, 2], { screens: ['case-new', 'portal-case-new'], domains: ['conversations'] }),
    point(2, ['分类与评估', 'Classification'], ['按类型、复杂度和紧急程度评估，决定内部协调还是转派。', 'Assessed by type, complexity and urgency, then consulted on or transferred.'], [3, 4, 5, 6], { screens: ['cases'] }),
    point(3, ['处理与进度', 'Handling and progress'], ['定位、定方案、执行反馈，并及时告知进度。', 'Locate, plan, carry out, and tell the progress in time.'], [7, 8], { policies: ['POL-PROGRESS'], screens: ['cases', 'portal-cases'], jobs: ['J-04'] }, { decisions: ['B-47'] }),
    point(4, ['反馈与确认', 'Result and confirmation'], ['解决后发送确认函，请客户确认并询问是否还有其他问题。', 'A confirmation letter asks the customer to confirm and whether there is anything else.'], [9, 10, 11], { screens: ['portal-cases'], jobs: ['J-02'] }, { decisions: ['B-42'] }),
    point(5, ['沟通方式', 'Ways of contact'], ['紧急用电话，复杂不急用邮件，常见问题用在线客服，动手的事到现场。', 'Phone when urgent, e-mail when complex, chat for common questions, on site for hands-on work.'], [12, 13, 14, 15, 16], { domains: ['conversations', 'field', 'connectors'] }, { decisions: ['B-31'] }),
    point(6, ['闭环与复盘', 'Closed loop and review'], ['A 类、超时、重开或投诉的工单须复盘后才能归档。', 'Cases of class A, breached, reopened or complained about need a review before the archive.'], [17], { screens: ['cases'] }),
  ], { decisions: ['B-31', 'B-40', 'B-42'] }),
  section('5.3', ['客户反馈与满意度管理', 'Feedback and satisfaction'], 'qa', 13,
    ['以问卷、评分、沟通记录和现场反馈收集意见；24 小时内转到责任部门，48 小时内给出结果，每季度调查一次。', 'Opinions come by survey, rating, conversation and visit; forwarded within 24 hours, answered within 48, with a survey each quarter.'],
    { policies: ['POL-5.3'], jobs: ['J-06', 'J-07'], domains: ['feedback', 'quality', 'analytics'] }, [
    point(1, ['反馈收集', 'Collection'], ['问卷、评分系统、沟通记录和现场反馈都算反馈。', 'Surveys, ratings, conversations and visits all count as feedback.'], [1, 2, 3, 4], { domains: ['feedback'] }),
    point(2, ['反馈处理', 'Handling of feedback'], ['24 小时内转责任部门，48 小时内给出结果。', 'Forwarded to the department within 24 hours, result within 48.'], [5, 6, 7], { policies: ['POL-5.3'], domains: ['feedback'] }, { decisions: ['B-12'] }),
    point(3, ['满意度分析', 'Analysis'], ['用评分和投诉率定量、用访谈和意见定性地分析。', 'In numbers by scores and complaints, in words by interviews and comments.'], [8, 9, 10], { jobs: ['J-06'], domains: ['analytics'] }),
    point(4, ['满意度提升', 'Improvement of satisfaction'], ['满意度计入考核，每季度调查一次，结果用于调整服务策略。', 'Satisfaction counts in assessment, is asked each quarter, and adjusts the strategy.'], [11, 12, 13], { jobs: ['J-07'], domains: ['feedback', 'quality'] }),
  ], { decisions: ['B-12', 'B-14', 'B-28'] }),
  section('5.4', ['客户关系维护与长期合作', 'Customer relations and long-term cooperation'], 'crm-manager', 19,
    ['管理客户信息、分级和生命周期，为重点客户提供专属服务和活动，以会员体系和定期沟通维系长期合作。', 'Customer data, tiers and lifecycle; exclusive services and activities; loyalty and regular contact for long-term relations.'],
    { policies: ['POL-CONTRACT'], screens: ['customers'], jobs: ['J-16', 'J-17', 'J-36', 'J-41', 'J-42'], domains: ['customers', 'analytics', 'connectors'] }, [
    point(1, ['客户关系管理', 'Customer relations'], ['客户信息、分类和生命周期集中管理、实时更新。', 'Data, class and lifecycle of customers in one place, updated at once.'], [1, 2, 3, 4], { screens: ['customers'], domains: ['analytics'] }),
    point(2, ['客户分级', 'Tiers'], ['按类型、规模和历史分为 VIP、普通、潜在客户，策略各不相同。', 'VIP, normal and potential customers by type, size and history, with their own strategies.'], [5, 6, 7], { screens: ['customers'], jobs: ['J-36'] }),
    point(3, ['增值服务与长期合作', 'Value-added services and long-term agreements'], ['优先支持、专属客服和定制方案可在合同中约定；约定的时限不得比手册更宽，除非总部批准。', 'Priority support, dedicated staff and custom solutions may be agreed by contract; its limits may not be looser than the handbook unless headquarters approves.'], [8, 9], { policies: ['POL-CONTRACT'], screens: ['customers'], jobs: ['J-41'] }),
    point(4, ['客户忠诚度计划', 'Loyalty'], ['积分、会员等级和回馈礼券与客户生命周期结合。', 'Points, levels and coupons joined with the lifecycle.'], [10, 11, 12, 13], { jobs: ['J-36'], domains: ['analytics'] }, { owner: 'loyalty-manager' }),
    point(5, ['客户关系维护', 'Regular contact'], ['通过多种渠道定期联系，每月沟通会，定期满意度报告。', 'Regular contact by several channels, a monthly meeting and satisfaction reports.'], [14, 15, 16, 17, 18], { jobs: ['J-16', 'J-17', 'J-42'], domains: ['collaboration', 'connectors'] }),
    point(6, ['客户关系动态管理', 'Dynamic management'], ['按行为、需求和市场动态跟踪并调整策略。', 'Behaviour, demand and market are followed, and the strategy adjusted.'], [19], { domains: ['analytics'] }),
  ], { reconstructed: [{ printed: '短信、、APP推送', read: ['微信', 'WeChat'], decision: 'B-34' }], decisions: ['B-34'] }),
])
