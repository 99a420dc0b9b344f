// What colleagues report to the internal IT desk in Chinese; the effects decide class A, B or C (§3.2).
import { INTERNAL, ZH, type Problem } from './problem.ts'

const base = { ...ZH, ...INTERNAL } as const

export const INTERNAL_PROBLEMS_ZH: readonly Problem[] = [
  {
    ...base, key: 'mail-down', problemClass: 'system-fault', subClass: '邮件系统', nature: 'software', urgency: 'high', impact: 'whole-enterprise', complexity: 'medium', effects: ['business-interrupted'], weight: 0.8, vary: {},
    title: '全公司邮件收发失败', report: '{since} 起 Outlook 和网页邮箱都无法收发，提示连接服务器失败，多个部门都一样。', reply: '已确认为全公司影响，按 A 类处理。正在检查邮件网关与存储。', next: '检查邮件网关与存储', ask: '请确认手机端是否也无法收发。', given: '手机端也不行。', note: '队列盘 100%，日志没有轮转。', advice: '紧急沟通请先用即时通讯群，邮件在队列中不会丢失。', evidence: '邮件网关 /var 使用率 100%，队列 4,312 封。',
    cause: '日志轮转失效，系统盘写满，网关停止接收。', fix: '清理过期日志、恢复轮转并扩容，积压邮件 20 分钟内投递完毕。', proof: '收发测试正常，队列清零，磁盘使用 38%。', harm: '全公司约 50 分钟无法收发邮件，无丢失。', prevent: '磁盘使用 80% 预警，日志轮转每日自检。', still: '还有两封外部来信没有收到。', log: 'mail-gateway.log',
  },
  {
    ...base, key: 'vpn', problemClass: 'system-fault', subClass: '远程接入', nature: 'network', urgency: 'medium', impact: 'several-users', complexity: 'medium', effects: ['performance-drop'], weight: 5, vary: { city: ['成都', '武汉', '西安', '新加坡'], n: ['3', '5', '8'] },
    title: '{city}办事处 VPN 频繁断开', report: '{city}这边 {n} 个人连 VPN 大约每 10 分钟断一次，重连后正常。视频会议没法开。', reply: '已接手，正在查看接入网关的会话日志。请先切换到备用线路 vpn2。', next: '分析接入网关会话日志', ask: '请提供一次断开的准确时间和本机公网地址。', given: '{seen} 断过一次，公网地址发您了。', note: '运营商 NAT 老化时间 600 秒，保活间隔设成了 900 秒。', advice: '改用备用线路 vpn2，保活间隔更短，不会断。', evidence: '会话在 600 秒无流量后被运营商 NAT 回收，保活间隔 900 秒。',
    cause: 'VPN 保活间隔大于运营商 NAT 老化时间。', fix: '保活间隔改为 120 秒并下发配置。', proof: '{n} 人连续使用 3 小时无断开。', harm: '{city}办事处 {n} 人远程办公受影响。', prevent: '接入策略模板统一保活间隔。', still: '下午又断了一次，只有我一个人。',
  },
  {
    ...base, key: 'erp-permission', problemClass: 'application-configuration', subClass: '业务系统权限', nature: 'software', urgency: 'medium', impact: 'one-person', complexity: 'low', effects: ['permission-problem'], weight: 6, vary: { mod: ['应付模块', '合同模块', '库存查询', '报销审批'] },
    title: '转岗后打不开 ERP {mod}', report: '本周转岗，ERP 里{mod}点进去提示没有权限，主管已在 OA 审批通过。', reply: '已收到，正在核对 OA 审批与 ERP 角色，预计 30 分钟内开通。', next: '按审批开通 ERP 角色', ask: '请提供 OA 审批单号。', given: '审批单号 OA-88213。', note: '岗位映射表缺新岗位，手工补一条，顺便修映射。', advice: '急办事项可请原岗位同事代办，审批记录不受影响。', evidence: '岗位映射表没有新岗位编码。', cause: '新岗位未加入 ERP 岗位映射，角色没有自动下发。', fix: '补充岗位映射并同步角色。', proof: '本人确认可以进入{mod}，安全与稳定性检查通过。', harm: '一名同事无法使用{mod}。', prevent: '新设岗位时由人事同步触发映射登记。', still: '能打开了，但看不到上月的单据。',
  },
  {
    ...base, key: 'printer', problemClass: 'user-operation', subClass: '打印与外设', nature: 'hardware', urgency: 'low', impact: 'several-users', complexity: 'low', effects: ['display-problem'], weight: 4, vary: { f: ['3', '5', '7'] },
    title: '{f} 楼打印机脱机', report: '{f} 楼公共打印机显示脱机，重启过打印机没有用，楼层同事都打不了。', reply: '已收到，先远程查看打印服务器队列，稍后到现场。', next: '清理队列并到现场检查', ask: '请看一下打印机屏幕上的提示代码。', given: '屏幕显示 E-03。', note: 'E-03 为网络地址冲突，新装的考勤机占了地址。', advice: '可先选择 {f} 楼东侧打印机，驱动已推送。', evidence: '打印机与考勤机地址冲突。', cause: '新装考勤机使用了打印机的静态地址。', fix: '考勤机改用 DHCP，打印机地址登记保留。', proof: '连续打印 20 份正常。', harm: '{f} 楼打印中断半天，可用相邻打印机。', prevent: '新装设备一律走地址登记。', still: '打印颜色发淡，可能还要看一下。',
  },
  {
    ...base, key: 'laptop-slow', problemClass: 'system-fault', subClass: '办公终端', nature: 'hardware', urgency: 'low', impact: 'one-person', complexity: 'low', effects: ['performance-drop'], weight: 4, vary: { m: ['两年', '三年', '四年'] },
    title: '笔记本开机要十分钟，打字卡顿', report: '电脑用了{m}，最近开机要十分钟，打开表格就卡。已经清理过桌面。', reply: '已接手，随后远程查看启动项和磁盘健康。', next: '远程检查磁盘健康', ask: '请保持电脑开机联网，下班前不要关机。', given: '好的，一直开着。', note: 'SMART 重映射扇区 240，直接换盘。', advice: '先把重要文件放到网盘，避免磁盘继续损坏。', evidence: '磁盘 SMART 重映射扇区 240，读延迟 380 毫秒。', cause: '机械硬盘老化。', fix: '更换固态硬盘并迁移系统。', proof: '开机 18 秒，办公软件流畅。', harm: '一名同事办公效率下降。', prevent: '使用满三年的终端列入年度更换计划。', still: '换盘后输入法设置丢了。',
  },
  {
    ...base, key: 'wifi', problemClass: 'system-fault', subClass: '网络', nature: 'network', urgency: 'medium', impact: 'several-users', complexity: 'medium', effects: ['core-function-abnormal'], weight: 2, vary: { r: ['培训教室', '客户接待室', '交付区'] },
    title: '{r}无线网络连不上，客户演示受影响', report: '{r}的无线网络从 {since} 开始连不上，提示“无法加入网络”。稍后有客户演示，核心演示环境无法访问。', reply: '已按 A 类处理，工程师正在前往现场，先提供有线接入。', next: '现场检查 AP 与认证服务', ask: '请确认是员工网还是访客网。', given: '两个都连不上。', note: 'AP 证书昨晚到期，认证服务器拒绝。', advice: '{r}已临时接好两条网线，演示可以正常进行。', evidence: 'RADIUS 日志：AP 证书过期被拒。', cause: '接入点证书到期，自动续期任务停用。', fix: '更新证书并恢复自动续期。', proof: '30 台设备同时接入正常，演示完成。', harm: '{r}无线中断约 3 小时，演示改用有线完成。', prevent: '证书到期前 30、7、1 天提醒。', still: '访客网还要输入两次密码。',
  },
  {
    ...base, key: 'test-env', problemClass: 'application-configuration', subClass: '研发环境', nature: 'software', urgency: 'medium', impact: 'several-users', complexity: 'medium', effects: ['configuration-error'], weight: 4, vary: { env: ['集成测试环境', '预发布环境', '演示环境'] },
    title: '{env}数据库无法写入', report: '{env}从昨晚开始写入报 read-only，自动化用例全部失败。', reply: '已收到，正在检查主备状态。', next: '检查数据库主备状态', ask: '请提供一条失败用例的时间和报错全文。', given: '22:10 开始，报错 cannot execute INSERT in a read-only transaction。', note: '昨晚演练切换后应用仍连旧主库。', advice: '可先在连接串加 target_session_attrs=read-write 临时恢复。', evidence: '应用连接指向已降级的旧主库。', cause: '主备切换演练后{env}的连接串写死了旧主库地址。', fix: '连接串改为多主机并按可写选择，重新发布配置。', proof: '全部用例通过，写入延迟正常；稳定性与安全检查通过。', harm: '{env}自动化测试停摆半天。', prevent: '演练清单增加非生产环境连接检查。', still: '还有一个定时任务在连旧地址。',
  },
  {
    ...base, key: 'meeting', problemClass: 'user-operation', subClass: '会议与协作', nature: 'other', urgency: 'low', impact: 'several-users', complexity: 'low', effects: [], weight: 3, vary: { r: ['8 楼大会议室', '视频会议室 B', '培训教室'] },
    title: '{r}视频会议没有声音', report: '{r}开会时对方听不到我们，我们能听到对方。换了电脑一样。', reply: '马上过来看，会议先用手机入会保证沟通。', next: '到现场检查音频输入', ask: '请看一下中控面板上麦克风是否显示静音。', given: '面板显示正常，没有静音。', note: 'USB 切换器插在了副机位。', advice: '用手机免提入会可以先开会。', evidence: '音频输入设备指向未连接的副机位。', cause: 'USB 切换器接错机位，麦克风没有接入当前主机。', fix: '恢复接线并固定，贴上标签。', proof: '与外地办公室试音正常。', harm: '一场会议推迟 15 分钟。', prevent: '会议室每周巡检，接线贴标签。', still: '声音有了，但有回声。',
  },
  {
    ...base, key: 'cloud-storage', problemClass: 'third-party-service', subClass: '云服务', nature: 'other', urgency: 'medium', impact: 'several-users', complexity: 'medium', effects: [], weight: 3, vary: { r: ['华东 2 区', '华南 1 区'] }, vendor: '云帆对象存储',
    title: '网盘上传失败（{r}）', report: '上传大文件时一直失败，提示“存储服务繁忙”，小文件可以。项目资料今天要交。', reply: '已确认云存储 {r} 返回 503，正在联系云服务商。', next: '联系云服务商，准备切换到备用区域', ask: '请告知文件大小和上传时间。', given: '3.2 GB，{since} 和 {seen} 各失败一次。', note: '服务商状态页显示 {r} 部分节点异常。', advice: '大文件可以先上传到备用区域，链接稍后自动迁回。', evidence: '云存储返回 503 SlowDown，仅 {r}。', cause: '云服务商 {r} 存储节点故障，限制大文件写入。', fix: '切换到备用区域上传，服务商修复后切回。', proof: '3.2 GB 文件上传成功，校验一致。', harm: '大文件上传中断约 3 小时。', prevent: '上传组件支持自动切换区域。', still: '有一个文件夹的共享链接失效了。',
  },
  {
    ...base, key: 'internal-security', problemClass: 'data-security', subClass: '钓鱼邮件', nature: 'other', urgency: 'high', impact: 'one-person', complexity: 'medium', effects: ['data-loss'], weight: 0, vary: {},
    title: '点击钓鱼邮件后输入了账号密码', report: '刚才收到“工资补贴申领”邮件，扫码后输入了公司账号和密码，随后发现是假的。电脑里有客户合同。', reply: '已按数据安全事件处理，请立即断网，不要关机，安全专家会联系你。', next: '冻结账号并取证', ask: '请保留邮件原文，不要删除。', given: '邮件还在，已断网。', note: '登录日志显示一次境外登录，已踢出。', advice: '立即断网并修改密码，已强制下线所有会话。', evidence: '账号在 {seen} 有一次境外登录，未见下载记录。', cause: '员工在钓鱼页面输入凭据，账号未启用第二因素。', fix: '冻结并重置账号，启用第二因素，封禁钓鱼域名，全员提醒。', proof: '复核 72 小时登录与下载日志，无异常。', harm: '一个账号凭据泄露，未发现数据外流。', prevent: '全员启用第二因素，钓鱼演练每季度一次。', still: '还有同事收到同样的邮件。',
  },
]
