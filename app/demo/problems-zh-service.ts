// What customers ask for in Chinese beside faults of the software: repairs, visits, warranty, and questions.
import { AFTER_SALES, ENQUIRY, ZH, type Problem } from './problem.ts'

const repair = { ...ZH, ...AFTER_SALES, problemClass: 'system-fault', nature: 'hardware' } as const
const question = { ...ZH, ...ENQUIRY, problemClass: 'user-operation', nature: 'other', urgency: 'low', impact: 'one-person', complexity: 'low' } as const

export const SERVICE_PROBLEMS_ZH: readonly Problem[] = [
  {
    ...repair, key: 'terminal-repair', subClass: '采集终端维修', urgency: 'medium', impact: 'several-users', complexity: 'medium', severity: 'normal', weight: 5, vary: { sn: ['XL-PX300-20417', 'XL-PX300-21880', 'XL-PX220-10932', 'XL-PX300-23306'] },
    title: '采集终端 {sn} 无法开机，申请上门维修', report: '{site}的采集终端 {sn} 昨晚断电后无法开机，指示灯不亮，换过电源适配器无效。设备在保，申请上门检测。', reply: '您好，设备在保修期内，已安排现场工程师上门。请保留设备原状，现场需要登记出入。', next: '安排工程师携带备机上门', ask: '请提供现场联系人、可上门时段和入场要求。', given: '联系人为当班主管，工作日 9–17 点，入场需提前报身份证后四位。', note: '同批次主板电容有两例，建议带备板。', advice: '可先用备用终端顶替，采集点位在管理端一键迁移。',
    evidence: '现场检测：主板供电电容鼓包，其他部件正常。', cause: '断电冲击导致主板供电电容损坏。', fix: '更换主板 MB-PX3 一块，恢复点位配置并测试。', proof: '连续运行 24 小时，数据上传完整，客户签字确认。', harm: '{site}一台终端停用，备用终端顶替，数据无缺口。', prevent: '建议该配电回路加装浪涌保护。', still: '今天早上又自动重启了一次。',
  },
  {
    ...repair, key: 'gateway-major', subClass: '网关设备故障', urgency: 'high', impact: 'whole-enterprise', complexity: 'medium', severity: 'major', weight: 2, vary: { sn: ['XL-GW800-0071', 'XL-GW800-0113'] },
    title: '边缘网关 {sn} 反复重启，现场数据中断', report: '{site}边缘网关 {sn} 每 5 分钟重启一次，下挂终端全部掉线，请派人处理。', reply: '您好，按重大故障处理，现场工程师已出发，请协助准备机柜钥匙。', next: '现场更换网关电源模块', ask: '请确认机柜编号与现场是否有备用电源。', given: '机柜 R07，有 UPS，备用插座可用。', note: '带整机和电源模块各一，优先换整机保恢复。', advice: '先切到备用链路，可保留关键点位。', evidence: '电源模块输出波动，负载时低于 10.8 V。', cause: '电源模块老化，负载升高时欠压保护重启。', fix: '更换电源模块，并升级固件修复看门狗误判。', proof: '满载 12 小时无重启，下挂终端全部在线。', harm: '{site}现场数据中断约 70 分钟，已补采。', prevent: '同批次网关列入下月巡检更换。', still: '夜里又重启过一次，时间 02:14。',
  },
  {
    ...repair, key: 'warranty-extend', subClass: '质保与换货', urgency: 'low', impact: 'one-person', complexity: 'low', severity: 'normal', weight: 3, vary: { n: ['6', '12', '20'] }, nature: 'other', problemClass: 'user-operation',
    title: '{n} 台终端质保到期前检测与续保', report: '{site}有 {n} 台终端下月质保到期，希望到期前做一次检测，并办理续保。', reply: '您好，已登记。我们会先远程读取运行数据，再约上门检测时间并提供续保方案。', next: '远程检测并出具报告', ask: '请提供设备清单（序列号）与希望上门的日期。', given: '清单见附件，下周三或周四都可以。', note: '其中 2 台电池健康度低于 60%，建议续保前更换。', advice: '质保到期前提交的检测仍按在保处理，不影响费用。', evidence: '远程读取：{n} 台中 2 台电池健康度低于 60%。', cause: '电池随使用年限自然衰减。', fix: '更换 2 块电池，完成检测报告与续保登记。', proof: '{n} 台全部通过检测，续保单已回签。', harm: '无业务影响。', prevent: '电池健康度纳入季度巡检。', still: '续保单上的序列号有一台写错了。',
  },
  {
    ...question, key: 'license-question', subClass: '许可与商务', weight: 4, vary: { n: ['20', '50', '100'] },
    title: '增加 {n} 个用户许可如何办理？', report: '请问{system}增加 {n} 个用户许可怎么办理？是否需要停机？费用按年还是按剩余时间计算？', reply: '您好，增加许可不需要停机，按剩余服务期折算。下面是办理步骤与所需资料。', next: '发送报价与办理步骤', ask: '请提供合同编号与希望生效的日期。', given: '合同 HT-2319，希望下月 1 日生效。', note: '客户经理已同步，报价走标准折扣。', advice: '许可在管理端上传授权文件后立即生效，不影响在线用户。', evidence: '当前已用许可 96%。', cause: '客户业务扩展，许可数量不足。', fix: '提供报价与授权文件，指导上传。', proof: '授权文件上传成功，新用户可登录。', harm: '无。', prevent: '许可使用超过 90% 时提前提醒。', still: '授权文件上传后显示的到期日不对。',
  },
  {
    ...question, key: 'training-question', subClass: '培训与文档', weight: 3, vary: { t: ['新员工', '管理员', '夜班人员'] },
    title: '{system}是否有面向{t}的培训课程？', report: '我们想给{t}做一次{system}培训，请问有没有线上课程或教材？需要多长时间？', reply: '您好，有 45 分钟的线上课程和一份操作手册，也可以预约讲师。', next: '发送课程链接与手册', ask: '请告知人数和希望的时间。', given: '约 15 人，下周任意下午。', note: '下周三下午讲师有空。', advice: '课程可先自学，账号即客户门户账号。', evidence: '—（咨询类，无需排查）', cause: '客户需要培训资料。', fix: '提供课程与手册，安排下周三讲师答疑。', proof: '客户确认收到并完成预约。', harm: '无。', prevent: '在门户首页增加培训入口。', still: '课程链接打开是空白页。',
  },
  {
    ...question, key: 'limits-question', subClass: '接口与限额', weight: 3, vary: { api: ['批量查询', '附件上传', '消息推送'] },
    title: '{api}接口每分钟可以调用多少次？', report: '我们准备把{system}和自有平台对接，请问{api}接口的频率限制是多少？超出后返回什么？', reply: '您好，默认每分钟 300 次，超出返回 429 并带 Retry-After。完整说明见接口文档。', next: '发送接口文档与示例', ask: '请告知预计的峰值调用量，我们评估是否需要调整。', given: '峰值大约每分钟 500 次，集中在月初两天。', note: '月初可临时放宽到 800，需要登记。', advice: '建议合并为批量请求，每次最多 200 条，一般不会触发限制。', evidence: '近 30 天该客户峰值 212 次/分钟。', cause: '客户规划对接，需要了解限额。', fix: '提供文档，登记月初临时限额 800 次/分钟。', proof: '客户完成联调，未触发限制。', harm: '无。', prevent: '在文档中增加限额与退避示例。', still: '文档里没有写批量接口的最大条数。',
  },
]
