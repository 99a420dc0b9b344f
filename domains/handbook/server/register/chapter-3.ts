// Chapter 3: classes of problems, the internal flow, its limits and its record.
import { chapter, point, section } from './clause-seed.ts'

export const chapter3 = chapter('3', ['技术支持常见问题与解决方案', 'Common problems and solutions'], 'hq-manager',
  ['规定问题怎样分类、处理、限时和归档。', 'How problems are classed, handled, limited in time and archived.'], [
  section('3.1', ['常见技术问题分类与处理', 'Problem classes and handling'], 'lead', 17,
    ['问题分为系统故障、应用配置、数据安全与隐私、用户操作、第三方服务五类，各有通常的处理时间；结合严重程度、影响范围和紧急程度确定优先级。', 'Five classes of problems, each with its usual time: system faults, application configuration, data security, user operation, third-party services. Severity, scope and urgency give the priority.'],
    { policies: ['POL-3.1-CAT', 'POL-3.1-TP'], screens: ['cases'], domains: ['analytics'] }, [
    point(1, ['系统故障类', 'System faults'], ['软件、硬件或网络异常；通常 24 小时内响应、48 小时内解决。', 'Abnormal software, hardware or network; usually answered in 24 hours and solved in 48.'], [2, 3, 4], { policies: ['POL-3.1-CAT'], screens: ['cases'] }, { decisions: ['B-2'] }),
    point(2, ['应用配置类', 'Application configuration'], ['配置、权限或环境变量有误；通常 2 到 4 小时解决，改动后要确认稳定与安全。', 'Wrong configuration, rights or variables; usually solved in 2 to 4 hours, then checked for stability and security.'], [5, 6, 7], { policies: ['POL-3.1-CAT'], screens: ['cases'] }, { decisions: ['B-2'] }),
    point(3, ['数据安全与隐私类', 'Data security and privacy'], ['数据泄露、权限失控或加密失效；内容只对获授权者可见，并满足合规和审计要求。', 'Leaks, failed rights or failed encryption; visible to the cleared only, with the duties of compliance and audit.'], [8, 9, 10], { screens: ['cases'], domains: ['emergency'] }, { owner: 'security', decisions: ['B-7b'] }),
    point(4, ['用户操作类', 'User operation'], ['操作错误、界面不友好或功能不可用；通常 1 到 3 天解决，并从培训、手册或设计上找原因。', 'Operating errors, poor interface, unusable function; usually solved in 1 to 3 days, with the cause sought in training, manual or design.'], [11, 12, 13], { policies: ['POL-3.1-CAT'], screens: ['cases'], domains: ['training'] }, { decisions: ['B-2'] }),
    point(5, ['第三方服务类', 'Third-party services'], ['云平台、外部接口或伙伴系统的问题，需与服务商协调；通常 2 到 7 天解决。', 'Problems of cloud, outside interfaces or partner systems, coordinated with the provider; usually solved in 2 to 7 days.'], [14, 15, 16], { policies: ['POL-3.1-CAT', 'POL-3.1-TP'], screens: ['cases'] }, { decisions: ['B-2'] }),
  ], { decisions: ['B-2', 'B-7b', 'B-37'] }),
  section('3.2', ['技术问题处理流程与步骤', 'Handling flow and steps'], 'lead', 22,
    ['内部问题按上报、分类、响应、分析、解决验证、反馈归档六步处理；1 小时内响应，涉及外部服务时 2 小时内联系服务商。', 'Internal problems take six steps: report, classify, respond, analyse, solve and verify, feed back and archive. Response within 1 hour, providers contacted within 2.'],
    { policies: ['POL-3.3', 'POL-3.2-VENDOR'], screens: ['cases', 'portal-case-new'], jobs: ['J-05'] }, [
    point(1, ['问题上报', 'Report'], ['上报写明现象、截图或日志、系统版本、发生时间和期望结果；可用工单、邮件或即时通讯。', 'A report gives symptom, screenshots or logs, version, time and expected result; by ticket, e-mail or messaging.'], [2, 3, 4, 5], { screens: ['portal-case-new'], domains: ['conversations', 'connectors', 'operations'] }),
    point(2, ['问题分类', 'Classification'], ['按描述、影响和紧急程度以 ABC 法定级。', 'Ranked A, B or C by description, effect and urgency.'], [6, 7, 8, 9], { policies: ['POL-3.3'], screens: ['cases'] }),
    point(3, ['问题响应', 'Response'], ['1 小时内响应并给出初步判断和建议；涉及外部服务时 2 小时内联系服务商。', 'Answered within 1 hour with a first estimate and advice; providers are contacted within 2 hours.'], [10, 11, 12], { policies: ['POL-3.3', 'POL-3.2-VENDOR'], screens: ['cases'], jobs: ['J-01'] }, { decisions: ['B-25'] }),
    point(4, ['问题分析', 'Analysis'], ['用日志、监控和用户反馈查明根因，并用工具核实。', 'The root is found by logs, monitoring and feedback, and checked with tools.'], [13, 14], { screens: ['cases'], domains: ['operations'] }),
    point(5, ['解决与验证', 'Solution and verification'], ['先定方案再执行，重测场景、检查稳定、与用户确认，并防止复发。', 'A plan, then retest of the scene, a check of stability, and confirmation by the user; it must not recur.'], [15, 16, 17, 18, 19], { screens: ['cases'], jobs: ['J-05'] }, { decisions: ['B-50'] }),
    point(6, ['反馈与归档', 'Feedback and archive'], ['把结果告诉用户，过程归档并成为知识。', 'The user learns the result, and the record becomes knowledge.'], [20, 21, 22], { policies: ['POL-3.3-POST'], screens: ['cases', 'portal-cases'], domains: ['knowledge'] }),
  ]),
  section('3.3', ['技术问题处理时限与反馈要求', 'Time limits and feedback'], 'lead', 10,
    ['A、B、C 三类问题各有响应、初步方案、初步处理和彻底解决的时限；解决后双方 24 小时内反馈，72 小时内归档到知识库。', 'Classes A, B and C each have limits for response, first solution, first handling and full solution. After solving both sides answer within 24 hours, and the result is archived within 72.'],
    { policies: ['POL-3.3', 'POL-3.3-POST'], screens: ['cases'], jobs: ['J-01', 'J-02', 'J-03'], domains: ['analytics'] }, [
    point(1, ['响应时限', 'Response limits'], ['三类都在 1 小时内响应；初步解决方案 A 类 2 小时、B 类 4 小时、C 类 2 小时。', 'All classes answered within 1 hour; first solution in 2 hours for A, 4 for B, 2 for C.'], [1, 2, 3], { policies: ['POL-3.3'], screens: ['cases'], jobs: ['J-01'] }, { decisions: ['B-3', 'B-44'] }),
    point(2, ['处理时限', 'Handling limits'], ['初步处理 24、24、12 小时，彻底解决 48、72、24 小时（依次为 A、B、C 类）。', 'First handling in 24, 24 and 12 hours, full solution in 48, 72 and 24 (A, B, C).'], [4, 5, 6], { policies: ['POL-3.3'], screens: ['cases'], jobs: ['J-01'] }, { decisions: ['B-3', 'B-44'] }),
    point(3, ['反馈要求', 'Feedback duties'], ['解决后用户 24 小时内确认，支持团队 24 小时内反馈结果，72 小时内归档。', 'After solving the user confirms within 24 hours, the team reports the result within 24, and the record is archived within 72.'], [7, 8, 9], { policies: ['POL-3.3-POST'], screens: ['cases', 'portal-cases'], jobs: ['J-01', 'J-02', 'J-03'] }, { decisions: ['B-17', 'B-18', 'B-42', 'B-50'] }),
  ], { decisions: ['B-3', 'B-43', 'B-44'] }),
  section('3.4', ['技术问题处理记录与归档', 'Records and archive'], 'knowledge-manager', 14,
    ['处理记录有五项内容，电子为主、纸质备查，分类保存；72 小时内归档，经验定期整理进知识库。', 'A record has five parts, electronic first with paper as backup, stored by class. It is archived within 72 hours, and experience is collated regularly.'],
    { policies: ['POL-3.3-POST'], screens: ['cases'], jobs: ['J-03', 'J-32', 'J-34'], domains: ['knowledge'] }, [
    point(1, ['记录内容', 'Content of the record'], ['问题描述、处理过程、处理结果、处理人员与时间、分类与优先级五项缺一不可。', 'Description, process, result, who and when, class and priority: all five are needed.'], [1, 2, 3, 4, 5], { screens: ['cases'], domains: ['knowledge'] }, { owner: 'lead' }),
    point(2, ['记录方式', 'Ways of recording'], ['电子记录为准，纸质留底备查，分类存储便于检索。', 'The electronic record counts, paper is a backup, and classes make it easy to find.'], [6, 7, 8], { screens: ['cases'], domains: ['knowledge'], open: [['纸质副本登记与打印件', 'Register of paper copies and the printed record']] }, { decisions: ['B-27'] }),
    point(3, ['归档要求', 'Archive duty'], ['72 小时内归档到企业知识库，五项内容齐全，可追溯、可复现、可共享。', 'Archived within 72 hours with all five parts, so that it can be traced, repeated and shared.'], [9, 10, 11], { policies: ['POL-3.3-POST'], screens: ['cases'], jobs: ['J-03'], domains: ['knowledge'] }, { decisions: ['B-17'] }),
    point(4, ['整理与更新', 'Collation and update'], ['定期整理经验、更新内容，并通过培训和发布让大家知道。', 'Experience is collated and updated regularly, and made known by training and release.'], [12, 13, 14], { jobs: ['J-32', 'J-34'], domains: ['knowledge', 'training'] }),
  ], { decisions: ['B-17', 'B-27'] }),
])
