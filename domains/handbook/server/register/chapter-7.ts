// Chapter 7: maintenance, faults, versions, security. Body and table of contents give it different titles (B-33).
import { chapter, point, section } from './clause-seed.ts'

export const chapter7 = chapter('7', ['系统维护与系统升级管理', 'System maintenance and upgrade'], 'sysadmin',
  ['规定系统的维护升级、故障处理、版本管理和安全防护。', 'Maintenance, faults, versions and protection of systems.'], [
  section('7.1', ['系统维护与升级流程', 'Maintenance and upgrade flow'], 'sysadmin', 17,
    ['日常巡检与升级并重，关键指标自动监控；故障 4 小时内响应，升级先测试再灰度发布，随时可回退，全程有记录。', 'Daily care and upgrades together with automatic monitoring; faults answered within 4 hours, upgrades tested, released step by step, always with a way back and a record.'],
    { policies: ['POL-7.1'], jobs: ['J-23'], domains: ['operations', 'releases', 'connectors'] }, [
    point(1, ['日常监控与巡检', 'Monitoring and inspection'], ['定期监控和巡检服务器资源、网络延迟、数据库性能和应用响应。', 'Server resources, network latency, database and application response are watched and inspected regularly.'], [4, 5, 6], { jobs: ['J-23'], domains: ['operations'] }),
    point(2, ['故障响应', 'Fault response'], ['异常时立即启动预案，4 小时内响应；“重大故障不超过 24 小时”照印保留但不执行，由 §7.2-1 取代。', 'The plan starts at once and the fault is answered within 4 hours; the printed 24 hours for major faults is kept but superseded by §7.2-1.'], [7, 8, 9], { policies: ['POL-7.1'], domains: ['operations', 'emergency'] }, { decisions: ['B-6'] }),
    point(3, ['系统升级', 'Upgrades'], ['有目标、节点和风险评估，经压力、兼容、安全测试后灰度发布，出问题快速回滚。', 'Goals, milestones and risks, then stress, compatibility and security tests, step-by-step release and quick rollback.'], [10, 11, 12, 13, 14], { domains: ['releases'] }, { owner: 'release-manager', decisions: ['B-19'] }),
    point(4, ['维护记录', 'Records'], ['变更日志、升级记录和故障记录受版本和权限管理。', 'Change log, upgrade record and fault record under version and rights control.'], [15, 16], { domains: ['releases', 'operations'] }),
  ], { decisions: ['B-6', 'B-19'] }),
  section('7.2', ['系统维护与故障处理机制', 'Fault handling'], 'sysadmin', 14,
    ['故障分重大、严重、一般三级，分别 4、24、48 小时内响应；重大故障 4 小时内处理完，平均修复时间不超过 2 小时。', 'Critical, severe and minor faults are answered within 4, 24 and 48 hours; critical ones are handled within 4, and the mean time to repair is 2 hours at most.'],
    { policies: ['POL-7.2'], jobs: ['J-24'], domains: ['operations'] }, [
    point(1, ['故障分级响应', 'Graded response'], ['按影响、严重和紧急程度分级，并交给相应层级的团队。', 'Graded by scope, severity and urgency, and given to the team of that tier.'], [1, 2, 3, 4, 5], { policies: ['POL-7.2', 'POL-FIRST-RESPONDER'], domains: ['operations'] }, { decisions: ['B-6', 'B-7', 'B-45'] }),
    point(2, ['故障处理流程', 'Handling of faults'], ['发现报告、分析定位、处理修复、验证确认、记录报告。', 'Found and reported, located, repaired, verified, recorded.'], [6, 7, 8, 9, 10], { domains: ['operations'] }),
    point(3, ['修复时限', 'Repair limits'], ['平均修复时间不超过 2 小时，重大故障处理不超过 4 小时。', 'Mean time to repair of 2 hours at most, critical faults handled within 4.'], [13, 14], { policies: ['POL-7.2'], jobs: ['J-24'], domains: ['operations', 'analytics'] }, { decisions: ['B-7'] }),
  ], { decisions: ['B-7', 'B-39', 'B-45'] }),
  section('7.3', ['系统维护与版本管理规范', 'Version management'], 'release-manager', 10,
    ['版本统一命名，测试、验证、发布依次进行，灰度成功才能上线；回滚专人负责，版本文档五项齐全。', 'One way of naming; test, verify, release in order, production only after a good step-by-step release; a named person for rollback and five parts of documents.'],
    { domains: ['releases'] }, [
    point(1, ['版本命名', 'Naming'], ['名称由版本号、发布日期和功能模块组成，唯一且可追溯。', 'Version number, release date and module make the name; unique and traceable.'], [1, 2], { domains: ['releases'] }, { decisions: ['B-41'] }),
    point(2, ['测试与发布', 'Test and release'], ['单元、集成、系统测试通过后由系统管理员部署测试环境并灰度，成功后上线。', 'After unit, integration and system tests the administrator deploys and releases step by step, then to production.'], [3, 4, 5], { domains: ['releases'] }, { decisions: ['B-19'] }),
    point(3, ['版本回滚', 'Rollback'], ['严重问题时快速回到上一版本，由专人执行并记入版本日志。', 'A serious problem leads back to the version before, by a named person and with a log entry.'], [6, 7], { domains: ['releases'] }),
    point(4, ['版本文档', 'Version documents'], ['版本号、日期、功能描述、变更日志和依赖关系五项齐全。', 'Number, date, description, change log and dependencies, all five.'], [8, 9], { domains: ['releases'] }),
  ], { decisions: ['B-19', 'B-41'] }),
  section('7.4', ['系统维护与安全防护措施', 'Security protection'], 'security', 14,
    ['敏感数据加密，定期备份并可快速恢复；最小权限、强密码、多因素认证、日志审计；定期扫描、及时补丁，并有系统应急预案和灾备。', 'Sensitive data encrypted, backups that restore; least privilege, strong passwords, second factor, audited logs; regular scans, timely patches, system plans and disaster recovery.'],
    { screens: ['roles', 'audit', 'settings', 'jobs'], jobs: ['J-22', 'J-25', 'J-26', 'J-27', 'J-28', 'J-29', 'J-30', 'J-31', 'J-40'], domains: ['security', 'emergency'] }, [], { decisions: ['B-16', 'B-30', 'B-36', 'B-46'] }),
], { otherTitle: ['技术支持与系统维护', 'Technical support and system maintenance'], decisions: ['B-33'] })
