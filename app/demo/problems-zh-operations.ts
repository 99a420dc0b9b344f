// What customers report in Chinese from their daily running: jobs at night, printing, payments, screens, data that does not match.
import { CUSTOMER_TECH, ZH, type Problem } from './problem.ts'

const base = { ...ZH, ...CUSTOMER_TECH } as const

export const OPERATION_PROBLEMS_ZH: readonly Problem[] = [
  {
    ...base, key: 'night-batch', problemClass: 'system-fault', subClass: '批处理', nature: 'software', urgency: 'medium', impact: 'several-users', complexity: 'medium', weight: 5, vary: { step: ['计息', '汇总', '对账文件生成', '库存结转'], t: ['03:20', '04:05', '05:10'], n2: ['0612', '0718', '0903'] },
    title: '{system}夜间批处理停在“{step}”步骤', report: '昨夜批处理在“{step}”停下，{t} 后没有新的日志，今早报表是前一天的数据。手工重启一次又停在同一步。', reply: '您好，已接手。请先不要再次重启批处理，我们在看该步骤的等待事件。', next: '查看“{step}”步骤的等待事件', ask: '昨天下班前是否补录过历史单据？请提供批次号。', given: '补录过三张上季度的单据，批次号 PB-{n2}。',
    note: '补录单据的日期早于结转日，进入死循环判断。', advice: '今天的报表可先用“按明细汇总”临时出，数字与批处理一致。', evidence: '线程栈停在日期回退循环，单据日期早于最早结转日。', cause: '补录单据的业务日期早于结转起始日，“{step}”步骤反复回退找不到终点。', fix: '跳过早于结转日的补录单据并单独入账，重跑“{step}”及后续步骤。', proof: '批处理 48 分钟跑完，报表与手工汇总一致。', harm: '{system}当日报表推迟到中午出具，数据无差错。', prevent: '补录时校验结转日，批处理单步超过 30 分钟告警。', still: '今早批处理跑完了，但其中一张报表少了合计行。', log: 'batch-night.log',
  },
  {
    ...base, key: 'label-print', problemClass: 'application-configuration', subClass: '打印模板', nature: 'software', urgency: 'low', impact: 'several-users', complexity: 'low', weight: 4, vary: { doc: ['标签', '回执单', '交接单', '领用单'], side: ['右侧', '下边', '二维码'] },
    title: '{doc}打印内容偏移，{side}被裁掉', report: '{site}换了一批打印纸后，{doc}打印内容整体偏移，{side}打不全。换回旧纸正常，但旧纸已停产。', reply: '您好，收到。请量一下新旧纸张的实际尺寸，我们调整模板边距。', next: '按新纸尺寸调整模板', ask: '请提供新纸的宽和高，以及打印机型号。', given: '新纸 100 × 80 毫米，旧纸 100 × 75，打印机是 ZT-410。', note: '模板按像素写死，应改为按毫米。', advice: '打印设置里选择“按纸张缩放 94%”可先应急。', evidence: '模板高度 75 毫米写死，新纸为 80 毫米。', cause: '{doc}模板固定了旧纸高度，换纸后打印机按新纸居中导致偏移。',
    fix: '模板改为按毫米并读取纸张设置，{site}已下发。', proof: '连续打印 50 张位置正确，扫码全部通过；稳定性与安全检查通过。', harm: '{site}约半天使用旧纸打印，未影响业务。', prevent: '耗材更换前在测试机试打，模板不再写死尺寸。', still: '左边还是差两毫米左右。',
  },
  {
    ...base, key: 'pay-double', problemClass: 'system-fault', subClass: '支付与对账', nature: 'software', urgency: 'high', impact: 'many-customers', complexity: 'high', weight: 2, vary: { n: ['14', '23', '37'], amt: ['1,860', '4,212', '9,940'] },
    title: '{system}出现 {n} 笔重复扣款', report: '今天对账发现 {n} 笔业务被扣款两次，合计 {amt} 元，客户已经开始打电话来问。请尽快确认原因并停止继续发生。', reply: '您好，按紧急处理。我们已暂停自动重试，正在核对支付回执与幂等号。', next: '核对幂等号并列出受影响交易', ask: '请提供三笔重复扣款的流水号和两次扣款时间。', given: '流水 8830412、8830457、8830460，两次相隔都是 31 秒。', note: '网关超时 30 秒后换了新的幂等号重试。', advice: '自动重试已停，新的重复不会再发生，可据此答复客户。',
    evidence: '重复的两次请求幂等号不同，第一次在 30.2 秒返回成功。', cause: '支付网关超时设为 30 秒，超时后重试时重新生成了幂等号，渠道视为两笔交易。', fix: '重试沿用原幂等号，超时改为 60 秒；{n} 笔已原路退回。', proof: '复核 3 天 12,400 笔交易，无重复；退款回执 {n} 笔齐全。', harm: '{n} 笔交易重复扣款 {amt} 元，已全部退回。', prevent: '发布前增加“超时后重试”用例，日终自动比对重复交易。', still: '有两笔退款客户说还没有到账。', log: 'payment-retry.log',
  },
  {
    ...base, key: 'dashboard-empty', problemClass: 'system-fault', subClass: '数据看板', nature: 'software', urgency: 'low', impact: 'several-users', complexity: 'low', weight: 4, vary: { w: ['当日单量', '在线率', '回款进度', '人均处理量'] },
    title: '看板“{w}”一直显示加载中', report: '{system}首页看板的“{w}”从昨天起一直转圈，其他卡片正常。刷新、换浏览器都一样。', reply: '您好，已看到该卡片的数据接口报错，正在处理。', next: '修复“{w}”数据接口', ask: '请问昨天是否调整过组织机构？', given: '调整过，撤销了一个部门。', note: '撤销部门仍在统计口径里，除零。', advice: '可在“统计分析”里查看同样的数据。', evidence: '接口日志 division by zero，被撤销部门人数为 0。', cause: '“{w}”按部门人数取平均，撤销的部门人数为 0。', fix: '排除已撤销部门，人数为 0 时显示“—”。', proof: '看板 5 秒内显示，撤销与恢复部门各测一次。', harm: '看板一个卡片不可用，业务不受影响。', prevent: '组织变更后自动跑一遍看板自检。', still: '能显示了，但数字比统计分析里少 2。',
  },
  {
    ...base, key: 'clock-skew', problemClass: 'system-fault', subClass: '时间与排班', nature: 'hardware', urgency: 'low', impact: 'several-users', complexity: 'low', weight: 3, vary: { m: ['6', '11', '17'] },
    title: '{site}终端时间快了 {m} 分钟', report: '{site}三台终端显示的时间比标准时间快 {m} 分钟，签到记录都提前了，需要更正。', reply: '您好，收到。先远程校时，再列出受影响的签到记录。', next: '校时并导出受影响记录', ask: '请提供三台终端的编号，以及最早发现的日期。', given: '编号 T-031、T-032、T-035，周一早上发现。', note: '机房防火墙新策略挡了 123 端口。', advice: '记录都有服务器时间，可按服务器时间更正，不需要人工逐条改。', evidence: '终端 NTP 请求超时，防火墙日志丢弃 UDP 123。', cause: '防火墙策略更新后终端无法校时，时钟逐日漂移。', fix: '放行校时端口，按服务器时间更正 214 条签到记录。', proof: '三台终端偏差小于 1 秒，更正记录经客户核对。', harm: '{site} 214 条签到时间偏差，已更正。', prevent: '终端偏差超过 60 秒时在管理端提示。', still: 'T-035 今天又快了半分钟。',
  },
  {
    ...base, key: 'import-reject', problemClass: 'user-operation', subClass: '数据导入', nature: 'other', urgency: 'low', impact: 'one-person', complexity: 'low', weight: 5, vary: { what: ['供应商清单', '员工信息', '价格表', '设备台账'], n: ['312', '1,080', '46'] },
    title: '{what}导入失败：第 {n} 行格式不正确', report: '按模板整理了{what}，导入时提示第 {n} 行格式不正确，但这一行看起来没有问题。', reply: '您好，请把文件发来，我们检查第 {n} 行的不可见字符和日期格式。', next: '检查文件中的格式', ask: '请上传导入文件（可删去敏感列）。', given: '文件已上传，第 {n} 行是从旧系统复制过来的。', note: '复制带来了全角空格和不换行空格。', advice: '全选后用“选择性粘贴—值”粘到新模板里，可以去掉大部分隐藏字符。', evidence: '第 {n} 行编码字段含 U+00A0。', cause: '从旧系统复制的单元格带有不可见空格，编码校验不通过。', fix: '清理隐藏字符后导入成功；导入程序改为自动去除首尾不可见字符。', proof: '{what}全部导入，抽查 20 条一致。', harm: '导入推迟半天。', prevent: '导入提示里说明是哪一列、哪个字符。', still: '导入成功，但有 3 条重复了。',
  },
  {
    ...base, key: 'message-push', problemClass: 'third-party-service', subClass: '消息推送', nature: 'other', urgency: 'medium', impact: 'many-customers', complexity: 'low', weight: 3, vary: { os: ['鸿蒙手机', '部分安卓手机', '苹果手机'] }, vendor: '听潮推送',
    title: '{system}推送消息在{os}上收不到', report: '从周末开始，{os}收不到{system}的推送，打开应用才看到消息。其他手机正常。', reply: '您好，已核实推送服务返回成功但未下达，正在联系推送服务商。', next: '与推送服务商核对下达记录', ask: '请提供两个设备的推送标识和收不到的时间。', given: '标识末尾 7c1e 与 90ab，今天 {since} 和 {seen}。', note: '服务商说厂商通道证书到期。', advice: '重要提醒可临时打开短信，设置在“消息—提醒方式”。', evidence: '服务商下达记录：厂商通道拒绝，证书过期。', cause: '推送服务商的{os}厂商通道证书过期未更新。', fix: '服务商更新证书，积压消息已补发。', proof: '测试 30 台设备，平均 3 秒到达。', harm: '{os}用户约一天半未及时收到提醒。', prevent: '每天向自有测试机各推一条，收不到即告警。', still: '补发的消息顺序是乱的。',
  },
  {
    ...base, key: 'disk-full', problemClass: 'system-fault', subClass: '存储与容量', nature: 'software', urgency: 'high', impact: 'whole-enterprise', complexity: 'low', weight: 2, vary: { p: ['附件', '影像', '日志'] },
    title: '{system}无法保存，提示存储空间不足', report: '现在所有人都无法保存单据，提示“存储空间不足”。上月刚扩过容，不清楚被什么占满。', reply: '您好，按紧急处理。正在清理临时文件腾出空间，10 分钟内恢复保存。', next: '清理临时文件并找出增长来源', ask: '近两天是否做过大批量{p}上传？', given: '有，{site}昨天补传了历史{p}。', note: '缩略图没有限制尺寸，一份 {p} 占三份空间。', advice: '请先暂停{p}上传，保存功能几分钟后恢复。', evidence: '{p}目录两天增长 410 GB，其中缩略图 270 GB。', cause: '历史{p}补传时按原尺寸生成缩略图，占满存储卷。', fix: '清理并重建缩略图，缩略图限制为 1 MB，存储卷扩容 20%。', proof: '使用率 61%，补传继续进行无异常增长。', harm: '{system}约 25 分钟无法保存，已提交的数据完整。', prevent: '使用率 75% 告警并给出增长最快的目录。', still: '部分{p}打开还是没有缩略图。', log: 'storage-usage.txt',
  },
  {
    ...base, key: 'duplicate-customer', problemClass: 'application-configuration', subClass: '主数据', nature: 'software', urgency: 'low', impact: 'several-users', complexity: 'medium', weight: 3, vary: { k: ['客户', '供应商', '联系人'] },
    title: '{system}里同一{k}出现两个档案', report: '同一{k}有两个编号，历史记录分在两边，业务员不知道用哪个。想合并，但担心影响以前的单据。', reply: '您好，可以合并且保留历史。我们先出一份疑似重复清单请您确认。', next: '出具疑似重复清单', ask: '请确认以哪个编号为准，合并后旧编号是否保留为别名。', given: '以编号较早的为准，旧编号保留为别名。', note: '查重规则只比对证件号，没有比对电话。', advice: '合并前请先不要停用任何一个档案。', evidence: '疑似重复 63 组，其中 58 组电话相同。', cause: '查重规则没有包含电话，导入时产生了重复档案。', fix: '按确认清单合并 58 组，查重规则加入电话与名称相似度。', proof: '抽查 20 组，历史单据全部归到保留编号；稳定性与安全检查通过。', harm: '{k}档案重复，单据查询需要看两处。', prevent: '导入前先跑查重，重复项人工确认。', still: '有一组合并后余额没有加在一起。',
  },
  {
    ...base, key: 'map-wrong', problemClass: 'third-party-service', subClass: '地图与定位', nature: 'other', urgency: 'low', impact: 'several-users', complexity: 'low', weight: 2, vary: { w: ['新开的厂区', '改名的路', '地下停车场'] }, vendor: '经纬图服',
    title: '{system}导航位置偏差（{w}）', report: '{site}附近{w}在{system}里定位偏了将近一公里，外勤每天都要打电话问路。', reply: '您好，已核对坐标，底图确实有误，正在向地图服务商提交更正。', next: '提交底图更正并设置临时坐标', ask: '请提供正确位置的坐标或者一张门口照片。', given: '坐标 120.7312, 30.7605，门口照片已传。', note: '服务商更新周期两周，先用自定义点位盖住。', advice: '我们已设置自定义点位，刷新后按新位置导航。', evidence: '底图坐标与实测相差 940 米。', cause: '地图服务商底图未收录{w}，系统取了最近的旧地址。', fix: '启用自定义点位，服务商已受理更正。', proof: '五位同事实测到达位置正确。', harm: '{site}外勤平均晚到 15 分钟。', prevent: '新增站点时现场采集坐标。', still: '返程路线还是绕了一圈。',
  },
  {
    ...base, key: 'approval-loop', problemClass: 'application-configuration', subClass: '流程与审批', nature: 'software', urgency: 'medium', impact: 'several-users', complexity: 'low', weight: 4, vary: { form: ['付款申请', '采购申请', '用印申请', '变更申请'], n3: ['9', '16', '22'] },
    title: '{form}审批后又回到申请人', report: '{form}走到财务审批后没有结束，而是退回申请人，重新提交又转一圈。昨天还正常。', reply: '您好，收到。正在核对流程版本与条件分支，请先不要重复提交。', next: '核对流程版本与条件分支', ask: '请提供一张单据编号，以及是否昨天改过金额条件。', given: '单据 FK-2207，昨天把金额分支从 5 万改成 10 万。', note: '条件两边都用了大于号，等于 10 万没人接。', advice: '着急的{form}可把金额拆成两张，先走完流程。', evidence: '分支条件：> 100000 与 < 100000，等于时落到默认分支“退回”。', cause: '修改金额分支时没有覆盖“等于”的情况，单据走到默认退回分支。', fix: '条件改为“不低于”，已退回的 {n3} 张单据继续流转。', proof: '边界金额各测一张，流程正常结束；稳定性与安全检查通过。', harm: '{n3} 张{form}推迟一天。', prevent: '流程发布前自动检查条件是否有缺口。', still: '有一张单据审批记录出现了两次。',
  },
  {
    ...base, key: 'video-lag', problemClass: 'system-fault', subClass: '视频与远程', nature: 'network', urgency: 'medium', impact: 'several-users', complexity: 'medium', weight: 3, vary: { d: ['忙时', '每天九点前后', '换班前后'] },
    title: '{site}远程画面卡顿，{d}最明显', report: '{site}调看远程画面时，{d}经常卡住几秒再跳过去，值班人员看不清。带宽测试没有问题。', reply: '您好，已接手。我们会同时抓取两端的丢包与编码参数。', next: '两端抓包对比', ask: '请在卡顿时记下准确时间，并告知同时有多少路在看。', given: '{seen} 卡了一次，当时大约 20 路。', note: '交换机上联口协商成 100 兆。', advice: '值班大屏先切到子码流，画面连贯。', evidence: '上联端口协商为 100 Mbps 半双工，高峰丢包 6%。', cause: '更换网线后端口自动协商失败，降为 100 兆半双工。', fix: '更换网线并固定千兆全双工，子码流设为默认。', proof: '20 路同时观看 4 小时无卡顿，丢包 0。', harm: '{site}{d}远程画面不连贯，录像完整。', prevent: '上联端口速率变化时告警。', still: '回放倍速时还会卡一下。',
  },
  {
    ...base, key: 'qr-expire', problemClass: 'system-fault', subClass: '扫码与票据', nature: 'software', urgency: 'medium', impact: 'many-customers', complexity: 'low', weight: 3, vary: { p: ['取号码', '核验码', '入场码'] },
    title: '{p}刚生成就提示已失效', report: '用户打开{p}扫码时提示“已失效”，重新生成三四次才成功。现场排起了队。', reply: '您好，正在核对签发与校验的时间，请先用手工录号放行。', next: '核对签发与校验服务的时间', ask: '请提供一个失效的{p}截图和扫码时间。', given: '截图已传，扫码时间 {seen}。', note: '校验服务新扩的一台用了 UTC。', advice: '可先让用户出示编号，人工核对后放行。', evidence: '校验节点 3 的时区为 UTC，有效期按本地时间比较。', cause: '新扩容的校验节点时区不一致，按字符串比较时间导致立即失效。', fix: '统一按时间戳比较，节点 3 已修正时区。', proof: '连续扫码 500 次无失效提示。', harm: '{site}用户等候约 20 分钟，无人少收费。', prevent: '扩容脚本检查时区，时间一律用时间戳。', still: '偶尔还会提示“请稍后再试”。',
  },
  {
    ...base, key: 'archive-search', problemClass: 'user-operation', subClass: '查询与检索', nature: 'other', urgency: 'low', impact: 'one-person', complexity: 'low', weight: 4, vary: { y: ['去年', '前年', '三年前'] },
    title: '查不到{y}的单据', report: '在{system}里按编号查{y}的单据，提示没有结果，纸质单据上编号是对的。审计明天要看。', reply: '您好，{y}的单据已转入归档库，查询时需要勾选“含归档”。', next: '指导归档查询', ask: '请告知您的角色，归档查询需要单独授权。', given: '角色是会计主管。', note: '会计主管默认没有归档查询权限，主管可自行授权。', advice: '在“高级查询”里勾选“含归档”，结果会多等几秒。', evidence: '单据在归档库，编号完整。', cause: '归档单据默认不参与查询，用户不了解入口。', fix: '指导使用归档查询，并为会计主管角色开通。', proof: '用户查到全部 12 张单据并导出。', harm: '无数据问题。', prevent: '查询无结果时提示“试试含归档”。', still: '查到了，但附件打不开。',
  },
]
