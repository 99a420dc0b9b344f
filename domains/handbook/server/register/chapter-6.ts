// Chapter 6: emergencies, their limits, plans and reviews.
import { chapter, point, section } from './clause-seed.ts'

export const chapter6 = chapter('6', ['技术支持应急处理机制', 'Emergency handling'], 'incident-commander',
  ['规定应急事件的分级、处理、预案演练和复盘。', 'Grading, handling, plans, drills and reviews of emergencies.'], [
  section('6.1', ['应急事件分类与响应流程', 'Classes and response flow'], 'incident-commander', 13,
    ['事件分为系统故障、服务中断、客户投诉、安全事件和其他五类，经识别、分类、分级、启动、处理、关闭、复盘七步；安全事件按最高级响应。', 'Five classes of events and seven steps from identification to review; security events start the highest level.'],
    { domains: ['emergency', 'operations', 'feedback'] }, [
    point(1, ['事件分类', 'Classes'], ['系统故障、服务中断、客户投诉、安全事件、其他突发事件。', 'System failure, service interruption, complaint, security event, other sudden events.'], [1, 2, 3, 4, 5], { domains: ['emergency'] }, { decisions: ['B-14', 'B-38'] }),
    point(2, ['响应流程', 'Response flow'], ['识别、分类、分级响应、启动、处理、关闭、复盘。', 'Identify, classify, grade, start, handle, close, review.'], [6, 7, 8, 9, 10, 11, 12], { domains: ['emergency'] }, { decisions: ['B-8'] }),
  ], { decisions: ['B-8', 'B-14', 'B-15', 'B-38', 'B-45'] }),
  section('6.2', ['应急事件处理标准与规范', 'Handling standard'], 'incident-commander', 16,
    ['四级事件各有响应和排除时限，2 小时内完成记录，及时告知进度；可用率、响应率和满意度有目标，记录表至少保存 6 个月。', 'Four levels with limits for response and removal, a record within 2 hours, progress told in time; targets for availability, response and satisfaction, and records kept for at least 6 months.'],
    { policies: ['POL-6.2', 'POL-6.2-REC', 'POL-PROGRESS-6.2'], jobs: ['J-04', 'J-24'], domains: ['emergency', 'operations', 'analytics'] }, [
    point(1, ['响应与排除时限', 'Response and removal'], ['一级 2 与 4 小时，二级 4 与 8 小时，三级 8 与 12 小时，四级 12 与 24 小时。', 'Level 1: 2 and 4 hours; level 2: 4 and 8; level 3: 8 and 12; level 4: 12 and 24.'], [1, 2, 3, 4], { policies: ['POL-6.2'], domains: ['emergency'] }, { decisions: ['B-8', 'B-43'] }),
    point(2, ['记录与处理', 'Record and handling'], ['2 小时内记录时间、地点、影响范围和现象，明确责任人和协作方，并告知进度。', 'Time, place, scope and symptom recorded within 2 hours, people in charge named, progress told.'], [5, 6, 7, 8], { policies: ['POL-6.2-REC', 'POL-PROGRESS-6.2'], jobs: ['J-04'], domains: ['emergency'] }, { decisions: ['B-26', 'B-47', 'B-51'] }),
    point(3, ['服务目标', 'Service targets'], ['可用率不低于 99.9 %（核心服务 99.99 %），响应率不低于 95 %，满意度不低于 90 %。', 'Availability of 99.9 % (99.99 % for core services), response rate of 95 %, satisfaction of 90 %, each as the least.'], [9, 10, 11, 12], { jobs: ['J-24'], domains: ['operations', 'analytics'] }, { decisions: ['B-9', 'B-10', 'B-11'] }),
    point(4, ['记录保存与报告', 'Keeping and reporting'], ['所有事件填记录表并至少保存 6 个月，处理过程形成报告。', 'Every event is in the record form, kept for at least 6 months, and ends in a report.'], [13, 14], { jobs: ['J-37'], domains: ['emergency'] }, { decisions: ['B-13', 'B-51'] }),
  ], { decisions: ['B-9', 'B-10', 'B-13', 'B-26', 'B-39'] }),
  section('6.3', ['应急事件预案与演练机制', 'Plans and drills'], 'plan-owner', 11,
    ['预案涵盖分类、流程、资源和沟通；每年至少一次全面演练，重大事件后修订预案。', 'Plans cover classes, flow, resources and communication; at least one full drill a year, and a revision after each major event.'],
    { jobs: ['J-19', 'J-20', 'J-21'], domains: ['emergency'] }, [
    point(1, ['预案制定', 'Plans'], ['预案分事件分类、响应流程、资源调配、沟通机制四部分。', 'Four parts: classes, flow, resources, communication.'], [1, 2, 3, 4, 5], { domains: ['emergency'] }),
    point(2, ['应急演练', 'Drills'], ['每年至少一次全面演练，演练后评估可行性和有效性。', 'At least one full drill a year, each judged for feasibility and effect.'], [6, 7, 8], { jobs: ['J-19'], domains: ['emergency'] }, { decisions: ['B-30'] }),
    point(3, ['预案更新', 'Revision'], ['定期更新，并在每次重大事件后修订。', 'Updated regularly and after each major event.'], [9, 10], { jobs: ['J-20', 'J-21'], domains: ['emergency'] }),
  ], { decisions: ['B-30'] }),
  section('6.4', ['应急事件后续跟进与总结', 'Follow-up and summary'], 'incident-commander', 9,
    ['事后确认是否解决、有无影响，听取客户意见，复盘总结并改进预案、流程和培训，结果计入考核。', 'Afterwards: is it solved, what did it cost, what do customers say; a review that improves plans, processes and training, and counts in assessment.'],
    { jobs: ['J-12'], domains: ['emergency', 'feedback', 'quality', 'training'] }),
])
