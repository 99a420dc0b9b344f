// What people write at a desk, in Chinese and English, made up of parts: few words that are everywhere and many that are rare, as in real texts.
// The same number gives the same text.
import { seededRandom } from '../../../platform/server/seeded-random.ts'

const ZH = {
  system: '柜面系统 对账平台 网上银行 核心账务 库存系统 审批系统 人事系统 报表平台 数据仓库 电商后台 邮件网关 消息队列 单点登录 备份系统 监控平台 呼叫中心 移动端应用 打印服务 文件服务器 虚拟化平台 合同管理 采购系统 物流调度 视频会议 门禁系统 仓储终端 支付接口 发票系统 短信网关 客服工作台'.split(' '),
  fault: '无法登录 页面空白 导出超时 连接池耗尽 数据不一致 推送延迟 打印乱码 附件丢失 权限不足 同步失败 响应缓慢 频繁掉线 证书过期 内存溢出 磁盘写满 死锁告警 批处理中断 字段错位 金额差一分 重复扣款 无法启动 升级失败 时间相差八小时 搜索没有结果 图表不显示 短信收不到 验证码错误 会话过期 端口被占用 主备切换后报错'.split(' '),
  did: '已清除缓存并重启 重装驱动后现象不变 回退到上一版本可以恢复 更换网线无效 联系网络组确认防火墙正常 抓包未见异常 数据库慢日志没有记录 在测试环境无法重现 重启中间件后恢复约两小时 用另一账号登录正常 按手册第三章操作仍然失败 已收集现场日志 关闭杀毒软件后正常 扩容之后没有改善 换一台电脑正常'.split(' '),
  ask: '请尽快协助处理 请提供升级包 请安排工程师上门 麻烦告知预计恢复时间 请确认是否为已知问题 请远程查看 请给出临时方案 需要回滚方案 请转二线分析 请补发操作手册'.split(' '),
  reply: '您好，我们已收到您的反馈 经排查确认是配置错误 补丁已经发布到下载中心 请在非高峰时段执行以下步骤 已为您开通临时权限 该问题将在下个版本修复 请按附件说明修改参数后重启服务 我们将于今天下午三点远程连接 请确认问题是否解决 根因是索引失效导致全表扫描'.split(' '),
  when: '昨晚八点开始 升级之后 今天上午 上周五停电以后 月末结账期间 高峰时段 凌晨批量运行时 更换服务器之后 迁移机房以来 证书更新之后'.split(' '),
  surname: [...'王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文'],
  given: [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰建国志宏海燕鹏辉波宁斌凯琳晶颖莹欣怡婷雪梅佳慧雨晨浩宇轩子涵思远嘉诚俊哲博睿凡瑞卓越天翔立新永春秋冬文武成才德厚载福泽清源'],
  place: '北京 上海 广州 深圳 成都 武汉 西安 南京 杭州 重庆 天津 沈阳 青岛 长沙 昆明 兰州 乌鲁木齐 呼和浩特 哈尔滨 石家庄 南宁 贵阳 合肥 福州 厦门 郑州 太原 济南 大连 宁波'.split(' '),
} as const
const EN = {
  system: 'gateway,order portal,invoice import,warehouse terminal,mail relay,reporting server,single sign-on,backup agent,payment adapter,scheduler,mobile client,print service,document store,message broker,time clock'.split(','),
  fault: 'stops half way,returns a blank page,rejects valid certificates,loses the session,shows yesterday\'s figures,duplicates every row,cannot resolve the host,runs out of memory,times out after thirty seconds,prints unreadable characters,refuses the connection,does not start after the reboot'.split(','),
  did: 'Clearing the cookies helps for a minute,We removed the row and ran it again with the same result,Nothing was changed on our side since Friday,The network team sees no dropped packets,Rolling back the package restores the service,It cannot be reproduced on the test system,The log rotates before we can read it'.split(','),
  ask: 'Please advise,Please send the patched package,Can an engineer call us this afternoon,Is this a known issue,We need a workaround today,Please raise the priority'.split(','),
  reply: 'Thank you for the report,We could reproduce the behaviour in our lab,The fix is part of the next maintenance release,Please apply the attached configuration and restart the service,We will connect remotely at three,Please confirm that the issue is solved'.split(','),
  name: 'Anderson Bianchi Carter Dubois Eriksen Fischer Garcia Hughes Ivanova Jensen Kowalski Larsen Moreau Novak Olsen Petrov Quinn Rossi Schmidt Tanaka Umar Virtanen Walsh Xavier Young Zimmer'.split(' '),
} as const
const MODELS = 3_000, FAULTS = 6_000, HOSTS = 4_000

type Chance = () => number
const pick = <T>(chance: Chance, from: readonly T[]): T => from[Math.floor(from.length * chance() ** 2)]!
const rank = (chance: Chance, of: number): number => Math.floor(of * chance() ** 3)
/** `HY-2000X`, `E-1042`, `db-0317`: most of them in a handful of texts each. */
const model = (chance: Chance): string => { const n = rank(chance, MODELS); return `${['HY', 'KT', 'SR', 'PX'][n % 4]}-${1000 + n}${['', 'X', 'S', 'Pro'][n % 3]}` }
const errorCode = (chance: Chance): string => `E-${1000 + rank(chance, FAULTS)}`
const host = (chance: Chance): string => `${['db', 'app', 'web', 'mq'][Math.floor(chance() * 4)]}-${String(rank(chance, HOSTS)).padStart(4, '0')}`
const version = (chance: Chance): string => `V${1 + Math.floor(chance() * 4)}.${Math.floor(chance() * 10)}.${Math.floor(chance() * 20)}`
const count = (chance: Chance): number => Math.floor(3 + 20_000 * chance() ** 4)

export const personName = (chance: Chance): string => pick(chance, ZH.surname) + pick(chance, ZH.given) + (chance() < 0.6 ? pick(chance, ZH.given) : '')

function sentence(chance: Chance, english: boolean, answer: boolean): string {
  const w = chance()
  if (english) {
    if (answer && w < 0.5) return `${pick(chance, EN.reply)}.`
    if (w < 0.35) return `The ${pick(chance, EN.system)} on ${host(chance)} ${pick(chance, EN.fault)} with ${errorCode(chance)}.`
    return w < 0.6 ? `${pick(chance, EN.did)}.` : w < 0.8 ? `About ${count(chance)} users of ${model(chance)} ${version(chance)} are affected.` : `${pick(chance, EN.ask)}.`
  }
  if (answer && w < 0.5) return `${pick(chance, ZH.reply)}。`
  if (w < 0.35) return `${pick(chance, ZH.when)}，${pick(chance, ZH.place)}${pick(chance, ZH.system)}${pick(chance, ZH.fault)}，错误 ${errorCode(chance)}，服务器 ${host(chance)}。`
  return w < 0.6 ? `${pick(chance, ZH.did)}。` : w < 0.8 ? `受影响约 ${count(chance)} 人，型号 ${model(chance)}，版本 ${version(chance)}。` : `${pick(chance, ZH.ask)}。`
}

export interface CaseText { title: string; description: string; english: boolean; requester: string }

export function caseText(seed: number, n: number): CaseText {
  const chance = seededRandom(seed * 1_000_003 + n), english = chance() < 0.25
  const title = english ? `${capital(pick(chance, EN.system))} ${pick(chance, EN.fault)}, ${model(chance)}` : `${pick(chance, ZH.place)}${pick(chance, ZH.system)}${pick(chance, ZH.fault)} ${chance() < 0.4 ? model(chance) : ''}`.trim()
  return { title, english, requester: english ? pick(chance, EN.name) : personName(chance), description: sentences(chance, english, false, 2 + Math.floor(chance() * 5)) }
}

export interface MessageText { from: string; body: string; answer: boolean }

/** The m-th message of the n-th case. */
export function messageText(seed: number, n: number, m: number, english: boolean): MessageText {
  const chance = seededRandom(seed * 7_919 + n * 31 + m * 1_000_000_007), answer = m % 2 === 0
  const from = english ? pick(chance, EN.name) : personName(chance), greeting = chance() < 0.3 ? (english ? 'Hello,\n' : '您好：\n') : ''
  return { from, answer, body: `${greeting}${sentences(chance, english, answer, 1 + Math.floor(7 * chance() ** 1.4))}${chance() < 0.5 ? `\n${from}` : ''}` }
}

const sentences = (chance: Chance, english: boolean, answer: boolean, n: number): string => Array.from({ length: n }, () => sentence(chance, english, answer)).join(english ? ' ' : '')
const capital = (text: string): string => text[0]!.toUpperCase() + text.slice(1)
