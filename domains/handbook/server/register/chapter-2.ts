// Chapter 2: after-sales service, its assessment and its feedback loop.
import { chapter, point, section } from './clause-seed.ts'

export const chapter2 = chapter('2', ['售后服务管理机制', 'After-sales service management'], 'hq-manager',
  ['规定售后服务的职责、流程、考核和反馈改进。', 'Duties, process, assessment and improvement of after-sales service.'], [
  section('2.1', ['售后服务组织架构与职责', 'Organisation and duties'], 'hq-manager', 11,
    ['总部、区域服务中心、基层服务网点三级联动；技术支持、客户服务、质量保障各司其职，每个环节有唯一负责人，跨部门协作不留空档。', 'Headquarters, regional centres and outlets work together; support, customer service and quality assurance have their own duties, every link has one person in charge, and departments help each other.'],
    { screens: ['units', 'people'], domains: ['cases', 'field', 'quality'] }, [
    point(4, ['区域服务中心职责', 'Duties of the regional centre'], ['区域服务中心在本区域内协调服务、处理问题，只在自己的网点之间改派。', 'The regional centre coordinates service and handles problems in its region, and reassigns between its own outlets only.'], [4], { screens: ['cases', 'units'] }, { owner: 'regional-manager' }),
  ], { decisions: ['B-21'] }),
  section('2.2', ['售后服务流程与服务标准', 'Process and service standards'], 'cs-agent', 15,
    ['售后请求按发现、响应、解决、确认四步闭环；一般在 24 小时内响应，重大问题在 48 小时内处理，客户确认结果并评价。', 'After-sales requests close in four steps: discovery, response, solution, confirmation. Response usually within 24 hours, major problems handled within 48 hours; the customer confirms and rates.'],
    { policies: ['POL-2.2'], screens: ['cases', 'portal-cases'], jobs: ['J-31'], domains: ['field', 'training', 'feedback'] }, [
    point(1, ['问题发现', 'Discovery'], ['电话、邮件、在线平台和现场服务都能及时发现并记录问题。', 'Problems are found and recorded by phone, e-mail, online platform and on site.'], [2, 3], { screens: ['case-new', 'portal-case-new'], domains: ['conversations', 'field'] }),
    point(2, ['响应处理', 'Response'], ['在规定时间内响应，同时初步评估严重程度；重大问题有更紧的处理时限。', 'Answered in time with a first assessment of severity; major problems have a limit for handling.'], [4, 5, 6], { policies: ['POL-2.2'], screens: ['cases'], jobs: ['J-01'] }),
    point(3, ['解决方案提供', 'Solution'], ['按问题类型提供支持方案或维修服务；复杂问题转介专业人员或授权维修点，原负责人继续跟进。', 'A support plan or a repair by the type of problem; complex ones are referred to specialists while the owner stays responsible.'], [7, 8], { domains: ['cases', 'field'] }, { decisions: ['B-22'] }),
    point(4, ['反馈确认', 'Confirmation'], ['服务后由客户确认结果并给出满意度评价。', 'After the service the customer confirms the result and rates it.'], [9, 10, 11], { screens: ['portal-cases'], jobs: ['J-02'], domains: ['feedback'] }),
  ], { decisions: ['B-4'] }),
  section('2.3', ['售后服务考核与评估体系', 'Assessment and evaluation'], 'qa', 12,
    ['从服务响应、服务质量、客户满意度、服务改进四方面定量考核并定性评估；响应以 24 小时、处理以 48 小时为准，满意度达到 90 % 为达标。', 'Four assessments, in numbers and in words: response, quality, satisfaction, improvement. Response counts by 24 hours, handling by 48; satisfaction passes at 90 %.'],
    { policies: ['POL-2.2'], jobs: ['J-10', 'J-12'], domains: ['quality', 'analytics'] }, [
    point(1, ['服务响应考核', 'Response assessment'], ['以响应和处理是否及时为标准。', 'By whether response and handling were in time.'], [2], { policies: ['POL-2.2'], domains: ['analytics'] }),
    point(2, ['服务质量考核', 'Quality assessment'], ['看问题解决的准确率、过程规范性和客户反馈。', 'By accuracy of solutions, discipline of the process and feedback.'], [3, 4, 5, 6], { domains: ['quality'] }),
    point(3, ['客户满意度考核', 'Satisfaction assessment'], ['以调查、评分和投诉处理率衡量，达标线为 90 %。', 'Measured by surveys, scores and handling of complaints; the pass line is 90 %.'], [7, 8], { domains: ['feedback', 'analytics'] }, { decisions: ['B-11'] }),
    point(4, ['服务改进考核', 'Improvement assessment'], ['分析问题、制定措施、跟踪效果，并计入年度考核。', 'Problems are analysed, measures set and their effect followed; it counts in the yearly review.'], [9, 10], { jobs: ['J-12'], domains: ['quality'] }),
  ], { decisions: ['B-4', 'B-11', 'B-29'] }),
  section('2.4', ['售后服务反馈与改进机制', 'Feedback and improvement'], 'qa', 11,
    ['多渠道收集反馈，分类处理、定期分析、闭环跟踪；投诉优先，改进措施要有效并可持续。', 'Feedback comes by several channels, is sorted, analysed regularly and followed to its end. Complaints come first; measures must work and last.'],
    { jobs: ['J-06', 'J-11', 'J-13'], domains: ['feedback', 'quality', 'analytics'] }, [
    point(1, ['反馈收集渠道', 'Channels of feedback'], ['在线系统、电话、邮件和现场都可收集反馈，并保证代表性。', 'Online, phone, e-mail and on site, with an eye on coverage.'], [1, 2], { domains: ['feedback'] }),
    point(2, ['反馈分类与处理', 'Classes of feedback'], ['投诉优先处理，建议归类分析，表扬记录推广。', 'Complaints first, suggestions grouped, praise recorded and shared.'], [3, 4, 5, 6], { domains: ['feedback'] }),
    point(3, ['反馈分析与改进', 'Analysis and improvement'], ['定期找出薄弱环节、制定措施，并在关闭后复查效果。', 'Weak links are found regularly, measures set, and their effect checked again after closing.'], [7, 8, 9], { jobs: ['J-06', 'J-11', 'J-13'], domains: ['feedback', 'quality'] }),
    point(4, ['反馈闭环管理', 'Closed loop'], ['反馈全程可追踪，必须答复客户才能关闭。', 'Feedback is tracked and closes only after the customer was answered.'], [10], { domains: ['feedback'] }),
  ], { decisions: ['B-28'] }),
])
