// What the demo company has learned: articles of the knowledge base in Chinese and English, so that a search finds something.
import type { NewArticle } from '../../domains/knowledge/contract/article.ts'

export interface DemoArticle extends Pick<NewArticle, 'title' | 'type' | 'audience' | 'summary' | 'body' | 'product' | 'problemType' | 'keywords'> {
  author: string
  /** Days before the end at which it was published. */
  days: number
  /** A later change with its note; major for a new whole number. */
  change?: { note: string; add: string; major?: boolean }
  draft?: true
}

type Type = NewArticle['type']
const article = (author: string, days: number, type: Type, audience: NewArticle['audience'], product: string, problemType: string, title: string, summary: string, keywords: string, body: string, more: Partial<DemoArticle> = {}): DemoArticle =>
  ({ author, days, type, audience, product, problemType, title, summary, keywords: keywords.split(' '), body, ...more })

export const ARTICLES: readonly DemoArticle[] = [
  article('wang', 84, 'fault-guide', 'staff', '统一门户', '登录与会话', '登录后立即退出、提示会话已过期的处理', '节点时间不同步导致令牌被判过期：先看时间偏差，再看会话缓存。', '401 会话 时间同步 NTP 令牌', '## 现象\n登录成功后几秒退回登录页，提示“会话已过期，请重新登录”，日志中 `/session/check` 返回 401。\n\n## 原因\n两台会话节点的时间偏差超过令牌允许的 60 秒，一台签发的令牌被另一台判为过期。\n\n## 恢复步骤\n1. 在每台节点执行 `chronyc tracking`，确认偏差。\n2. 恢复时间同步服务，并设为随系统启动。\n3. 清理会话缓存，通知用户重新登录。\n4. 紧急时可将令牌时间容差临时调到 180 秒。\n\n## 怎样算已解决\n节点偏差小于 50 毫秒，连续 30 分钟登录无退出。', { change: { note: '补充升级后时间同步服务未启动的情况', add: '\n\n## 补充\n升级后请核对时间同步服务是否随系统启动，已有两起案件由此引起。' } }),
  article('su', 78, 'fault-guide', 'staff', '数据平台', '数据库', '“无法获得数据库连接”的排查与恢复', '先找持有锁或连接最久的会话，再决定终止还是等待。', '连接池 锁等待 pg_locks 批量导入', '## 现象\n页面整体变慢，部分请求报“无法获得数据库连接”，重启应用后短暂恢复。\n\n## 排查\n1. 查看连接池占用与等待数。\n2. 查询 `pg_stat_activity` 中 `state = \'active\'` 且持续最久的语句。\n3. 用 `pg_blocking_pids()` 找到持有锁的会话。\n\n## 恢复\n- 批量导入在单个事务中：与业务确认后终止，改为每 2000 行提交一次。\n- 统计语句：停止白天的任务，改用只读副本。\n\n## 预防\n锁等待超过 30 秒告警；连接占用超过 80% 告警。'),
  article('chen', 71, 'fault-guide', 'staff', '报表中心', '报表与导出', '大范围报表导出停在中途的处理', '导出服务内存不足时任务会中断但状态仍为进行中。', '导出 内存 OutOfMemory 月报 附件清单', '## 现象\n导出进度停在 70%–95% 之间不再变化，缩短日期范围后正常。\n\n## 临时办法\n按周分段导出，或取消“包含附件清单”。\n\n## 根本处理\n安装 V1.2.4 补丁（分批流式写出），导出服务内存调到 4 GB。\n\n## 给用户的说法\n数据没有丢失，分段导出的文件可以直接合并使用。'),
  article('huang', 66, 'technical-document', 'staff', '采集终端', '终端与采集', 'PX 系列采集终端的网络要求', '发现协议使用多播；跨 VLAN 时需要 IGMP 侦听或固定服务器地址。', 'PX300 PX220 多播 VLAN IGMP 心跳', '## 端口\n| 用途 | 协议 | 端口 |\n|---|---|---|\n| 心跳 | TCP | 7110 |\n| 数据上传 | TCP | 7120 |\n| 自动发现 | UDP 多播 | 7199 |\n\n## VLAN\n自动发现走多播 239.10.71.99。跨 VLAN 时请开启 IGMP 侦听并放行该组，或在终端上固定采集服务器地址。\n\n## 断网\n终端本地缓存 72 小时数据，恢复后自动补传。', { change: { note: '增加断网缓存时长', add: '\n\n## 缓存时长\n固件 2.9.0 起缓存为 72 小时，之前为 24 小时。' } }),
  article('luo', 63, 'faq', 'public', '客户门户', '操作指导', '误删的单据在哪里找回？', '回收站保留 30 天，可自行恢复。', '回收站 恢复 作废 单据', '在“单据—更多—回收站”中按单号搜索，点“恢复”即可。回收站保留 30 天，超过 30 天请联系我们。\n\n恢复后，附件和审批记录会一起回来。'),
  article('song', 58, 'faq', 'public', '客户门户', '许可与商务', '增加用户许可需要停机吗？', '不需要，上传授权文件后立即生效。', '许可 授权文件 费用 扩容', '不需要停机。费用按剩余服务期折算。\n\n1. 在门户提交“许可扩容”，注明数量与生效日期。\n2. 收到授权文件后，在“管理—授权”上传。\n3. 上传后立即生效，在线用户不受影响。'),
  article('cao', 55, 'fault-guide', 'staff', '内部 IT', '远程接入', 'VPN 每隔十分钟断开一次', '保活间隔必须小于运营商 NAT 老化时间。', 'VPN NAT 保活 断线', '## 现象\n远程接入约每 10 分钟断开一次，重连后正常。\n\n## 原因\n部分运营商 NAT 老化时间为 600 秒，保活间隔大于该值。\n\n## 处理\n保活间隔改为 120 秒；临时可切换到备用线路 vpn2。'),
  article('zheng', 49, 'technical-document', 'staff', '配置管理', '参数与规则', '业务参数变更的核对清单', '变更后比对各节点的参数版本，不一致时不得对外出具单据。', '参数 缓存 版本 重算 核对', '## 变更前\n- 生效日期、是否允许重算由客户书面确认。\n- 在测试环境跑一遍重算脚本。\n\n## 变更后\n- 比对每台应用节点的参数版本。\n- 抽查不少于 50 张单据。\n- 稳定性与安全检查通过后才能通知客户（§3.1-2）。\n\n## 不一致时\n暂停打印与对外出具，刷新缓存后重新核对。'),
  article('deng', 44, 'product-manual', 'public', '采集终端', '终端维修', '终端送修与上门检测须知', '在保设备免费上门；请保留设备原状。', '保修 上门 送修 质保', '1. 在门户选择设备并提交“报修”，填写现场联系人和可上门时段。\n2. 在保设备免费上门；过保设备先报价后维修。\n3. 请保留设备原状，不要拆封条。\n4. 更换的部件保修 12 个月。'),
  article('feng', 38, 'fault-guide', 'staff', '单点登录', '角色与权限', '角色调整后待办列表为空', '由模板复制的角色没有数据范围。', '角色 数据范围 待办 权限', '## 现象\n菜单正常，列表为空，仅新调整角色的用户受影响。\n\n## 处理\n在“角色—数据范围”中补充机构范围，刷新权限缓存。\n\n## 预防\n角色模板要求必填数据范围；交付时按清单核对。'),
  article('wang', 33, 'technical-document', 'staff', '信息安全', '数据安全', '数据安全案件的处置要点', '专人跟进、内容限授权人员、结案前完成合规记录。', '数据安全 外泄 合规 取证', '## 立即\n- 收回链接、冻结账号，不要删除现场。\n- 由信息安全专家接手，其他人员只能看到编号与状态（§3.1-3）。\n\n## 记录\n受影响的数据、涉及人员、法律义务、是否需要通报、证据。以上未完成前不能结案。\n\n## 之后\n72 小时复核登录与下载日志。'),
  article('okafor', 75, 'fault-guide', 'staff', 'Portal', 'Availability', '502 Bad Gateway: file handles of a node run out', 'Take the node out, restart it, and look for rotated logs that are still open.', '502 gateway file handles log shipper', '## Symptom\nAbout half of the requests end with 502; one node fails its health check.\n\n## Check\n`lsof | wc -l` against `ulimit -n`. Many deleted log files point to the log shipper.\n\n## Recovery\n1. Take the node out of the pool.\n2. Restart the node and the shipper (4.2.1 or later).\n3. Put it back when it was healthy for ten minutes.\n\n## Solved when\nBoth nodes are healthy and no 5xx was seen for one hour.', { change: { note: 'Alert threshold added', add: '\n\n## Prevention\nAlert at 70 % of the handle limit.' } }),
  article('novak', 61, 'faq', 'public', 'Portal', 'Single sign-on', 'We renamed a group in our directory. Why is the menu empty?', 'Groups are mapped; tell us the new name or, better, the object id.', 'SSO SAML group mapping', 'Rights follow the groups of your directory. When a group is renamed, members can sign in but have no rights until the mapping is changed.\n\nSend us the object id of the group: a mapping by id survives the next renaming.'),
  article('okafor', 36, 'technical-document', 'staff', 'Billing', 'Billing rules', 'Rounding of lines and totals', 'Lines and totals must use the same rounding as the ledger of the customer.', 'rounding half-even half-up invoice ledger', '## Rule\nThe rounding mode belongs to the tax rule. After each change compare lines and totals with the ledger on twenty invoices.\n\n## Repair\nSet the mode to the one of the ledger and recalculate open invoices. Invoices that were sent are corrected by credit notes.'),
  article('novak', 12, 'faq', 'public', 'Life cycle', 'Life cycle', 'How long is a version supported?', '24 months after the next minor version.', 'support period versions life cycle', 'Each minor version is supported for 24 months after the next one was released. Security fixes are part of it.\n\nWe recommend to move once a year, in your quiet season.'),
  article('li', 4, 'fault-guide', 'staff', '电子签章', '电子签章', '签章失败：证书状态未知', '认证机构更换状态查询地址后的处理。', '签章 OCSP 证书 补签', '## 现象\n签章失败，提示“证书状态未知”，证书有效期正常。\n\n## 处理\n更新状态查询地址，失败单据批量补签。\n\n## 待补充\n各认证机构的公告订阅方式。', { draft: true }),
]
