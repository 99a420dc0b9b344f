// More of what colleagues ask the internal IT desk in Chinese: accounts, devices, business systems in the office.
import { INTERNAL, ZH, type Problem } from './problem.ts'

const base = { ...ZH, ...INTERNAL } as const

export const WORKPLACE_PROBLEMS_ZH: readonly Problem[] = [
  {
    ...base, key: 'account-locked', problemClass: 'user-operation', subClass: '账号与密码', nature: 'other', urgency: 'medium', impact: 'one-person', complexity: 'low', effects: ['permission-problem'], weight: 5, vary: { w: ['休假回来', '换了手机', '改完密码后'] },
    title: '{w}账号被锁定', report: '{w}第一次登录就提示账号已锁定，电脑、手机都登不上，上午要开会。', reply: '已看到锁定记录，核对身份后为你解锁，请保持电话畅通。', next: '核对身份并解锁', ask: '请告知工号后四位和直属主管姓名。', given: '工号后四位 2207，主管是杜经理。', note: '旧手机的邮件客户端还在用旧密码反复尝试。', advice: '先在旧手机上删除公司邮箱账号，否则会再次被锁。',
    evidence: '登录日志：旧设备 40 分钟内失败 31 次。', cause: '旧设备保存的旧密码反复登录触发锁定。', fix: '核对身份后解锁，移除旧设备登记。', proof: '本人登录正常，一小时内无失败记录。', harm: '一名同事约半小时不能登录。', prevent: '改密码时提示退出所有旧设备。', still: '电脑能登了，手机还是不行。',
  },
  {
    ...base, key: 'reimburse', problemClass: 'system-fault', subClass: '业务系统', nature: 'software', urgency: 'low', impact: 'several-users', complexity: 'medium', effects: ['core-function-abnormal'], weight: 3, vary: { e: ['电子发票', '火车票', '机票行程单'] },
    title: '报销系统识别不了{e}', report: '上传{e}后一直显示“识别中”，换了三张都这样，部门里好几个人都遇到。', reply: '已确认识别队列堵住了，正在处理，已上传的不用重传。', next: '清理识别队列', ask: '请发一张识别失败的{e}编号。', given: '票号 2544 开头那张。', note: '税务接口新版返回多一个字段，解析失败后整批重试。', advice: '着急的可以先手工填写金额，附件照常上传。', evidence: '识别任务反复失败，错误为未知字段 taxKind。',
    cause: '发票查验接口新增字段，解析程序不兼容。', fix: '解析程序忽略未知字段，队列 15 分钟内消化完。', proof: '{e}、增值税发票、行程单各测 10 张通过。', harm: '约两小时内上传的票据识别推迟。', prevent: '外部接口变更先在沙箱回归。', still: '我这张还是显示识别中。', log: 'invoice-ocr.log',
  },
  {
    ...base, key: 'shared-folder', problemClass: 'application-configuration', subClass: '文件共享', nature: 'software', urgency: 'low', impact: 'several-users', complexity: 'low', effects: ['permission-problem'], weight: 4, vary: { d: ['投标资料', '合同模板', '项目复盘', '年度预算'] },
    title: '“{d}”共享文件夹突然变成只读', report: '{site}的“{d}”文件夹今天开始只能看不能改，之前一直可以，急着更新文件。', reply: '收到，正在核对权限变更记录。', next: '核对权限变更记录', ask: '请问这个文件夹归谁负责？', given: '归我们部门负责人。', note: '清理离职账号时把部门组也删了一级。', advice: '先把文件另存到个人空间，恢复后再放回去。', evidence: '权限组“{d}-编辑”昨天 18:20 被移除。', cause: '清理离职账号时误删了编辑组。', fix: '恢复编辑组并重新授权 14 人。', proof: '新建、修改、删除各测一次；稳定性与安全检查通过。', harm: '{site}约两小时不能更新文件。', prevent: '删除权限组前列出影响人数并二次确认。', still: '有两个子文件夹还是只读。',
  },
  {
    ...base, key: 'monitor-flicker', problemClass: 'system-fault', subClass: '办公终端', nature: 'hardware', urgency: 'low', impact: 'one-person', complexity: 'low', effects: ['display-problem'], weight: 3, vary: { k: ['扩展坞', '显示器', '转接线'] },
    title: '外接显示器间歇黑屏', report: '接{k}后外接显示器每隔几分钟黑一下，单独用笔记本屏幕没问题。', reply: '收到，下午带备件过来更换测试。', next: '带备件到工位测试', ask: '请问座位号是多少？', given: '7 楼 B 区 18 号。', note: '同批 4K 转接线已换过三根。', advice: '先把刷新率调到 30 Hz，黑屏会减少。', evidence: '更换{k}后 2 小时无黑屏。', cause: '{k}老化，高分辨率下供电不足。', fix: '更换{k}，登记同批次待换清单。', proof: '连续使用一天无黑屏。', harm: '一名同事工作受干扰。', prevent: '同批次配件季度内更换。', still: '今天又黑了一次，只有一秒。',
  },
  {
    ...base, key: 'new-joiner', problemClass: 'application-configuration', subClass: '入职开通', nature: 'other', urgency: 'medium', impact: 'one-person', complexity: 'low', effects: ['configuration-error'], weight: 4, vary: { n: ['两', '三', '五'] },
    title: '{site}新同事入职，账号未开通', report: '今天有{n}位新同事报到，邮箱和 OA 都还没开通，工位电脑已到。', reply: '收到，人事单据昨晚才审完，正在补开，预计 40 分钟。', next: '补开邮箱与 OA 账号', ask: '请提供审批单号和座位区域。', given: '审批单 RS-3318，坐 6 楼 C 区。', note: '审批晚于每天 17 点的自动开通批次。', advice: '先用访客账号看入职资料。', evidence: '审批完成时间 19:42，错过当日批次。', cause: '审批完成晚于自动开通批次，次日 17 点才会处理。', fix: '手工补开{n}个账号，批次改为每小时一次。', proof: '{n}位同事均能登录邮箱与 OA；稳定性与安全检查通过。', harm: '新同事上午无法使用系统。', prevent: '入职审批节点提醒截止时间。', still: '有一位同事收不到部门群邮件。',
  },
  {
    ...base, key: 'oa-mobile', problemClass: 'system-fault', subClass: '移动办公', nature: 'software', urgency: 'medium', impact: 'several-users', complexity: 'low', effects: ['core-function-abnormal'], weight: 3, vary: { s: ['审批', '日程', '通讯录'] },
    title: '手机 OA 打开“{s}”白屏', report: '早上更新后，手机 OA 的“{s}”点进去是白屏，电脑端正常。审批都堵在领导手机上。', reply: '已按 A 类处理，正在回退手机端资源包。', next: '回退手机端资源包', ask: '请看一下“关于”里的版本号。', given: '5.2.18。', note: '资源包少了一个脚本，灰度没覆盖安卓老机型。', advice: '先用手机浏览器打开 OA 网页版审批。', evidence: '资源包清单缺少 chunk-approve.js。', cause: '发布时资源包不完整，旧机型没有缓存可用。', fix: '回退到 5.2.17 资源包，补齐后重新发布。', proof: '三种机型各测一轮正常。', harm: '约 40 分钟内手机端不能使用“{s}”。', prevent: '发布前校验资源清单，灰度加入老机型。', still: '我退出重进才好，有同事还没好。',
  },
  {
    ...base, key: 'spam-quarantine', problemClass: 'user-operation', subClass: '邮件系统', nature: 'other', urgency: 'low', impact: 'one-person', complexity: 'low', effects: [], weight: 3, vary: { w: ['供应商报价', '客户合同扫描件', '面试候选人简历'] },
    title: '收不到{w}的邮件', report: '对方说{w}已经发了两次，我这边收件箱和垃圾箱都没有。', reply: '收到，正在查邮件网关的隔离记录。', next: '查询隔离记录', ask: '请提供对方邮箱和大概发送时间。', given: '对方邮箱后缀 hengda-parts，昨天下午四点左右。', note: '压缩包带密码，被策略隔离。', advice: '可请对方改用分享链接，或把附件改为 PDF。', evidence: '网关隔离记录：附件加密无法扫描。', cause: '加密压缩包触发隔离策略。', fix: '核对发件人后放行两封邮件。', proof: '本人确认收到。', harm: '一封邮件晚到一天。', prevent: '被隔离时给收件人发摘要提醒。', still: '第二封的附件打开是空的。',
  },
]
