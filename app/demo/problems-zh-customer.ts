// What customers report in Chinese: faults, settings, handling, outside services, data security.
import { CUSTOMER_TECH, ZH, type Problem } from './problem.ts'

const base = { ...ZH, ...CUSTOMER_TECH } as const

export const CUSTOMER_PROBLEMS_ZH: readonly Problem[] = [
  {
    ...base, key: 'sign-in-401', problemClass: 'system-fault', subClass: '登录与会话', nature: 'software', urgency: 'high', impact: 'whole-enterprise', complexity: 'medium', weight: 6, vary: { ver: ['V1.2.3', 'V1.2.4', 'V1.3.0'], n: ['12', '27', '41'] },
    title: '{system}登录后立即退出，提示会话已过期', report: '{site}从今天上午开始，{system}输入账号密码后能进入首页，几秒后又退回登录页，提示“会话已过期，请重新登录”。约 {n} 名用户受影响，重启浏览器、换电脑都一样。业务办理已经中断，请尽快处理。',
    reply: '您好，问题已收到并按紧急处理。我们在日志中看到会话校验返回 401，正在比对 {ver} 升级前后的会话配置。', next: '比对会话网关配置，必要时回退 {ver}', ask: '请提供一位受影响用户的账号、退出的准确时间，以及浏览器控制台中带 401 的请求截图。', given: '账号 u10382，{site}，退出时间 {seen}:17。截图已发，请求 /session/check 返回 401。',
    note: '两台会话节点的时间相差 94 秒，令牌签发后即被另一台判为过期。先恢复 NTP，再看是否需要回退。', advice: '请先让用户从备用入口登录，该入口固定在单台节点，会话不会丢失。', evidence: '会话网关日志：token issued_at 晚于节点 B 本地时间 94 秒；chronyc tracking 显示节点 B 未同步。', cause: '会话节点 B 的时间同步服务在 {ver} 升级后未随系统启动，节点间时间偏差超过令牌允许的 60 秒。',
    fix: '恢复节点 B 的时间同步并设为开机启动，清理失效会话缓存，令牌时间容差临时调到 180 秒。', proof: '两节点偏差小于 5 毫秒，连续 30 分钟 200 次登录无退出。', harm: '{site}约 {n} 名用户在处理期间无法持续使用{system}，数据未受影响。', prevent: '把时间同步纳入升级后检查清单，并增加节点时间偏差告警。', still: '又有两名用户被退出登录，和之前现象一样。', log: 'session-gateway.log',
  },
  {
    ...base, key: 'report-export', problemClass: 'system-fault', subClass: '报表与导出', nature: 'software', urgency: 'medium', impact: 'several-users', complexity: 'medium', weight: 7, vary: { p: ['73%', '86%', '91%'], rows: ['12 万', '28 万', '41 万'] },
    title: '{system}月报导出到 {p} 停住不动', report: '导出上月明细（约 {rows}行）时，进度到 {p} 后不再变化，等 20 分钟也没有文件。缩短到一周的范围可以导出。财务后天要用。',
    reply: '您好，已接手。请先按周分段导出满足使用，我们同时检查导出服务的内存与任务日志。', next: '分析导出任务 {p} 处的日志', ask: '请告知导出条件（机构、起止日期、是否含附件）以及大致开始时间，便于定位任务。', given: '机构选全部，含附件，昨天 16:05 左右开始。', note: '导出服务堆内存只有 2 GB，附件索引全部读入内存。改成流式写出可以解决，需要下个补丁。', advice: '按周分段导出，或取消“包含附件清单”，可以正常得到文件。',
    evidence: '导出任务在第 {rows} 行附近触发 OutOfMemory，容器被重启，任务状态未回写。', cause: '导出时附件清单一次性读入内存，数据量超过堆内存上限，任务中断后状态仍显示进行中。', fix: '安装补丁改为分批流式写出，任务中断时标记失败并可重试；同时把导出服务内存调到 4 GB。', proof: '{rows}行完整导出用时 3 分 40 秒，文件校验一致。', harm: '{system}的大范围月报无法导出，分段导出不受影响。', prevent: '导出任务增加内存水位告警，并纳入每次发布的大数据量回归。', still: '导出成功了，但附件清单那一列是空的。',
  },
  {
    ...base, key: 'api-timeout', problemClass: 'system-fault', subClass: '接口与集成', nature: 'software', urgency: 'high', impact: 'several-users', complexity: 'medium', weight: 6, vary: { api: ['/v1/batch/query', '/v1/sync/push', '/v1/files/upload', '/v1/status/poll'], n: ['18', '34', '52'] },
    title: '{system}调用接口 {api} 大量超时', report: '从 {site} 发出的 {api} 请求约 {n}% 在 30 秒后超时，之前平均 400 毫秒。我方网络和服务器没有变更，业务队列已经堆积。',
    reply: '您好，已确认网关侧同样看到超时，正在排查数据库连接与慢查询。', next: '检查连接池与慢查询，1 小时内回报进展', ask: '请提供三个超时请求的请求号（X-Request-Id）和完整请求时间。', given: '请求号 7f3a-11c0、7f3a-12d8、7f3b-0031，时间见附件。', note: '慢查询来自昨晚新建的统计任务，占满了连接池。先停任务，再补索引。', advice: '可暂时把批量大小从 500 降到 100，超时比例会明显下降。',
    evidence: '连接池 50 个连接全部占用，其中 46 个在执行同一条统计语句，平均 41 秒。', cause: '夜间统计任务的 SQL 缺少复合索引，白天重跑时占满连接池，接口请求排队超时。', fix: '停止白天的统计重跑，补建复合索引，统计任务改用只读副本。', proof: '接口平均 360 毫秒，P95 820 毫秒，持续 2 小时无超时。', harm: '{api} 在高峰时段约 {n}% 请求失败，重试后数据完整。', prevent: '统计类任务一律走只读副本，连接池占用超过 80% 时告警。', still: '刚才又出现一小段超时，大约 5 分钟。', log: 'gateway-slow.log',
  },
  {
    ...base, key: 'permission-lost', problemClass: 'application-configuration', subClass: '角色与权限', nature: 'software', urgency: 'medium', impact: 'several-users', complexity: 'low', weight: 4, vary: { role: ['复核岗', '审批岗', '查询岗', '值班岗'], n: ['3', '6', '9'] },
    title: '{role}权限调整后看不到待办列表', report: '昨天给 {n} 名同事调整为“{role}”，今天他们登录{system}后待办列表为空，菜单还在。老用户正常。', reply: '您好，已收到。我们先核对新角色的数据范围，再对照一名正常用户的配置。', next: '核对角色数据范围', ask: '请提供一名异常用户和一名正常用户的账号，便于对照。', given: '异常：zhoux；正常：liub。两人同一机构。',
    note: '角色复制时没有带上数据范围，属于配置遗漏，不是程序问题。', advice: '紧急待办可由原岗位人员代办，历史待办没有丢失。', evidence: '角色“{role}”的数据范围为空，复制来源为模板角色。', cause: '新角色由模板复制，模板不含数据范围，用户有菜单但查询范围为空。', fix: '为“{role}”补充本机构及下级的数据范围，刷新权限缓存。', proof: '{n} 名用户均能看到待办，抽查无越权数据。', harm: '{n} 名用户无法处理待办，未造成数据错误。', prevent: '角色模板增加“数据范围必填”提示，交付时按清单核对。', still: '还有一名同事看不到下级机构的待办。',
  },
  {
    ...base, key: 'config-param', problemClass: 'application-configuration', subClass: '参数与规则', nature: 'software', urgency: 'medium', impact: 'several-users', complexity: 'medium', weight: 5, vary: { rule: ['费用分摊规则', '减免上限', '复核金额阈值', '超时自动关闭时间', '尾差处理方式'] },
    title: '调整“{rule}”后{system}计算结果不对', report: '上周按新制度修改了“{rule}”，今天核对发现部分单据仍按旧规则计算，新旧混在一起，需要确认哪些单据要重算。', reply: '您好，已接手。我们先列出参数生效时间与受影响单据的范围，再一起确认重算方案。', next: '列出受影响单据清单', ask: '请确认新制度的生效日期，以及已对外出具的单据是否允许重算。', given: '生效日期是本月 1 日，已对外出具的不重算，其余可以重算。', note: '参数有缓存，两台应用节点的刷新时间不同。重算脚本已在测试环境跑过。',
    advice: '在确认之前，请暂停打印和对外出具，避免差异扩大。', evidence: '节点 A 参数版本 41，节点 B 参数版本 40，缓存刷新任务在 B 上失败。', cause: '参数缓存刷新失败未告警，两个节点在一段时间内使用了不同版本的“{rule}”。', fix: '统一刷新参数缓存，按清单重算未出具单据，刷新失败改为阻断并告警。', proof: '抽查 200 张单据，结果与新制度一致；稳定性与安全检查均通过。', harm: '部分单据按旧规则计算，已全部列出并更正。', prevent: '参数变更后自动比对各节点版本，不一致时阻止使用。', still: '重算清单里少了退货单。',
  },
  {
    ...base, key: 'sms-code', problemClass: 'third-party-service', subClass: '短信与验证', nature: 'other', urgency: 'medium', impact: 'many-customers', complexity: 'medium', weight: 2, vary: { op: ['170 号段', '联通号段', '境外号码'] }, vendor: '迅达短信平台',
    title: '{system}验证码短信延迟 10 分钟以上（{op}）', report: '多名终端用户反馈收不到登录验证码，主要是{op}，延迟 10 到 20 分钟，验证码已失效。', reply: '您好，已确认短信通道回执延迟，正在联系通道服务商，同时准备切换备用通道。', next: '联系短信服务商并评估切换备用通道', ask: '请提供 3 个收不到的号码（可打码中间四位）和发送时间。', given: '138****2207 {since}、170****0915 {since}、170****4410 {seen}。',
    note: '服务商确认上游运营商做维护，预计两小时。备用通道今天配额够用。', advice: '已开启邮件验证码作为备用方式，用户可在登录页切换。', evidence: '通道回执 DELIVRD 平均延迟 780 秒，仅限{op}。', cause: '短信服务商上游通道维护，{op}的下发被限速。', fix: '切换到备用通道并与服务商确认维护结束后再切回。', proof: '切换后 100 条测试短信均在 8 秒内到达。', harm: '部分终端用户延迟收到验证码，登录受影响。', prevent: '按号段监控回执延迟，超过 60 秒自动切换备用通道。', still: '境外号码仍有两位收不到。',
  },
  {
    ...base, key: 'esign-cert', problemClass: 'third-party-service', subClass: '电子签章', nature: 'other', urgency: 'high', impact: 'whole-enterprise', complexity: 'low', weight: 2, vary: { doc: ['月报', '对账单', '确认函', '补充协议'] }, vendor: '衡信电子认证',
    title: '{doc}签章失败，提示证书状态未知', report: '今天起{system}出具{doc}时签章失败，提示“证书状态未知”。昨天正常，证书有效期到明年。', reply: '您好，已按紧急处理。初步判断是认证机构的状态查询服务异常，正在核实。', next: '向认证机构核实状态查询服务', ask: '请提供一份失败{doc}的编号和提示截图。', given: '编号已列在附件，截图同附。', note: '认证机构的 OCSP 地址今早切换，旧地址返回 503。', advice: '可先出具未签章版本并标注“待补签”，恢复后批量补签。',
    evidence: 'OCSP 请求返回 503，认证机构公告新地址已启用。', cause: '认证机构更换证书状态查询地址，旧地址停用，我方配置未更新。', fix: '更新状态查询地址，补签期间失败的{doc}。', proof: '补签 146 份全部成功，验签通过。', harm: '{doc}在故障期间无法签章出具。', prevent: '订阅认证机构公告，签章服务每天自检一次状态查询。', still: '有 4 份{doc}补签后验签仍提示未知。',
  },
  {
    ...base, key: 'device-offline', problemClass: 'system-fault', subClass: '终端与采集', nature: 'network', urgency: 'medium', impact: 'several-users', complexity: 'medium', weight: 5, vary: { n: ['4', '7', '11', '16'], ver: ['2.8.1', '2.8.4', '2.9.0'] },
    title: '{site} {n} 台采集终端离线', report: '{site}有 {n} 台采集终端从凌晨开始显示离线，现场看设备电源和网口灯都正常，重启一次后短暂上线又掉。固件版本 {ver}。', reply: '您好，已接手。我们先查看终端心跳与交换机日志，请保持一台设备不要重启，便于取日志。', next: '分析心跳与交换机日志', ask: '请确认近期是否更换过交换机或调整过 VLAN，并提供一台设备的序列号。', given: '前天网络同事调整过 VLAN，序列号 XL-PX300-20877。', note: 'VLAN 调整后多播被隔离，固件 {ver} 的发现协议走多播。',
    advice: '可先在终端上手动填写采集服务器地址，无需等待自动发现。', evidence: '抓包显示发现报文未跨 VLAN 转发，手动指定地址后心跳恢复。', cause: 'VLAN 调整后多播不再转发，终端无法发现采集服务器。', fix: '在交换机上开启 IGMP 侦听并放行多播组，终端固定服务器地址作为后备。', proof: '{n} 台终端在线 4 小时无掉线，数据补传完整。', harm: '{site} {n} 台终端离线，数据缓存在本地，恢复后已补传。', prevent: '网络变更前与我方确认端口与多播清单。', still: '又有一台掉线，序列号尾号 0891。', log: 'terminal-heartbeat.log',
  },
  {
    ...base, key: 'db-pool', problemClass: 'system-fault', subClass: '数据库', nature: 'software', urgency: 'high', impact: 'whole-enterprise', complexity: 'high', weight: 3, vary: {},
    title: '{system}整体变慢，提示无法获得数据库连接', report: '{since} 起{system}所有页面都很慢，部分报“无法获得数据库连接”。重启应用后好了十几分钟又出现。', reply: '您好，按紧急处理。正在查看连接占用与锁等待，10 分钟内给出临时办法。', next: '定位持有连接的会话并释放', ask: '请确认 {since} 前后是否有批量导入或手工脚本在执行。', given: '有，运营同事在导入年度数据，大约 30 万行。', note: '导入放在一个事务里，行锁持有 20 多分钟。建议分批提交。', advice: '请先停止正在进行的批量导入，系统会在几分钟内恢复。',
    evidence: 'pg_locks 显示 212 个会话等待同一批行锁，持有者为导入任务。', cause: '年度数据导入在单个事务中提交，长时间持有行锁，其他请求占满连接池。', fix: '终止导入事务，导入程序改为每 2000 行提交一次并避开高峰。', proof: '连接占用回到 22 个以内，导入在夜间分批完成，白天无等待。', harm: '{system}全体用户在约 40 分钟内响应缓慢。', prevent: '导入工具增加分批与高峰时段限制，锁等待超过 30 秒告警。', still: '导入时页面还是明显变慢，虽然没有报错。', log: 'db-locks.txt',
  },
  {
    ...base, key: 'sync-delay', problemClass: 'system-fault', subClass: '数据同步', nature: 'software', urgency: 'low', impact: 'several-users', complexity: 'high', weight: 4, vary: { h: ['2', '4', '6'], from: ['主数据', '库存', '客户档案'] },
    title: '{from}同步到{system}延迟约 {h} 小时', report: '{from}更新后，{system}要过约 {h} 小时才看到，以前是 5 分钟以内。不影响办理，但对账会有差异。', reply: '您好，已收到。我们先核对同步队列的积压和消费速度。', next: '核对同步队列积压', ask: '请提供一条延迟数据的编号以及两边的更新时间。', given: '编号 MD-20418，源系统 08:02 更新，目标 12:11 才到。', note: '队列分区只有 1 个消费者存活，另两个卡在反序列化异常。需要开发配合改消费逻辑。', advice: '急用的数据可以在管理端手动触发单条同步。',
    evidence: '消费者 2、3 反复重启，原因是新增字段的枚举值无法识别。', cause: '源系统新增枚举值，消费者反序列化失败后整批重试，处理速度下降。', fix: '消费者改为跳过并记录无法识别的值，补充枚举映射，积压在夜间消化。', proof: '延迟稳定在 3 分钟内，连续 3 天对账无差异。', harm: '{from}在{system}中的更新延迟，未丢数据。', prevent: '枚举变更走接口变更流程，消费异常单条隔离。', still: '周一早上又延迟了一个多小时。',
  },
  {
    ...base, key: 'mobile-crash', problemClass: 'system-fault', subClass: '移动端', nature: 'software', urgency: 'low', impact: 'several-users', complexity: 'low', weight: 4, vary: { os: ['Android 15', 'iOS 19', 'HarmonyOS 5'], ver: ['6.4.0', '6.4.2'] },
    title: '{system}移动端 {ver} 拍照上传时闪退（{os}）', report: '升级到 {ver} 后，{os} 上拍照上传就闪退，从相册选图片正常。{site}多台手机都能重现。', reply: '您好，已重现问题，正在分析崩溃日志，预计明天给出修复版本的时间。', next: '分析崩溃日志并安排修复版本', ask: '请告知一台手机的型号和可用存储空间。', given: '型号有三种都一样，存储剩余都在 20 GB 以上。', note: '新版改用系统相机返回原图，超过 1 亿像素时解码内存不足。', advice: '先用相册选取方式上传，功能完整。',
    evidence: '崩溃日志：解码 12000×9000 图片时内存不足。', cause: '{ver} 直接解码原图，高像素相机的图片超过内存限制。', fix: '发布 6.4.3，解码前按需缩放；已在应用市场更新。', proof: '三种机型各上传 50 张无闪退。', harm: '{os} 用户无法拍照上传，可用相册替代。', prevent: '机型测试增加 1 亿像素相机。', still: '更新后其中一台老手机仍会闪退。',
  },
  {
    ...base, key: 'user-mistake', problemClass: 'user-operation', subClass: '操作指导', nature: 'other', urgency: 'low', impact: 'one-person', complexity: 'low', weight: 4, vary: { act: ['批量作废后想恢复', '误删了草稿', '单据退回后找不到', '打印时少了一页'] },
    title: '{system}：{act}，请协助', report: '同事在{system}里{act}，不知道怎么处理，麻烦指导一下。单据号稍后补充。', reply: '您好，可以处理。请按下面的步骤先查看回收站，我们同步核对操作日志。', next: '核对操作日志并指导恢复', ask: '请提供单据号和大概的操作时间。', given: '单据号 DJ-0713-0092，操作时间 {since} 左右。', note: '回收站保留 30 天，可自行恢复。顺便把操作卡片发给客户。', advice: '在“单据—更多—回收站”按单号搜索，点“恢复”即可，30 天内有效。',
    evidence: '操作日志显示由本人在界面上执行，无系统异常。', cause: '用户不熟悉回收站与退回件的位置，属于操作问题。', fix: '远程指导恢复单据，并发送操作卡片。', proof: '单据已恢复，用户能独立完成。', harm: '仅一名用户的单据处理延迟。', prevent: '在确认框中说明“可在回收站恢复”，并更新操作手册。', still: '恢复后附件没有跟着回来。',
  },
  {
    ...base, key: 'data-leak', problemClass: 'data-security', subClass: '数据外泄', nature: 'other', urgency: 'high', impact: 'many-customers', complexity: 'high', weight: 0, vary: {},
    title: '{system}导出文件疑似被错误分享到外部群', report: '我方员工把{system}导出的客户清单误发到了外部协作群，约 10 分钟后撤回。需要确认导出范围、下载人数以及后续处置。', reply: '您好，已按数据安全事件处理，由信息安全专家专人跟进，案件内容仅限授权人员查看。', next: '核对导出范围与访问记录', ask: '请保留现场截图，并提供群成员名单与撤回时间。', given: '截图与名单已通过加密渠道提交，撤回时间 {since}。', note: '导出字段含手机号后四位，不含证件号。下载日志显示 3 人打开。', advice: '请立即要求已下载人员删除并书面确认，暂停该账号的导出权限。',
    evidence: '导出日志：1 次导出，832 行，字段 6 个；外链访问 3 次。', cause: '员工误选外部群；导出文件未强制加密，也没有外发提示。', fix: '收回链接、取得三人删除确认，开启导出文件加密与水印。', proof: '外链已失效，三份确认书归档，复核无二次传播。', harm: '832 条客户清单（不含证件号）被 3 名外部人员短时可见。', prevent: '导出默认加密并带水印，外部群发送前二次确认。', still: '还需要补充一份书面说明给监管联系人。',
  },
]
