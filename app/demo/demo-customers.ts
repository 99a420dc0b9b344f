// The customers of the demo company with the people who write and call. All names are invented; addresses end in `.invalid`.
import type { CreateCustomer } from '../../domains/customers/contract/customer.ts'
import type { UnitKey } from './demo-company.ts'

export interface DemoContact { key: string; name: string; phone: string; note?: string }
export interface DemoCustomer extends Pick<CreateCustomer, 'name' | 'tier' | 'phone' | 'address' | 'preferredChannel' | 'note'> {
  domain: string
  region: UnitKey
  locale: 'zh-CN' | 'en'
  /** What they run, and where: reports speak of these. */
  systems: readonly string[]
  sites: readonly string[]
  contacts: readonly DemoContact[]
  /** How often something comes from them, relative to the others. */
  weight: number
}

type Row = readonly [name: string, tier: 'vip' | 'normal' | 'potential', region: UnitKey, domain: string, weight: number, phone: string, address: string, systems: string, sites: string, contacts: string, note?: string]

/** Contacts are written `key name phone`, separated by `;`. */
const customer = (locale: 'zh-CN' | 'en', preferredChannel: DemoCustomer['preferredChannel']) => ([name, tier, region, domain, weight, phone, address, systems, sites, contacts, note]: Row): DemoCustomer => ({
  name, tier, region, domain: `${domain}.invalid`, weight, phone, address, preferredChannel, locale, ...(note ? { note } : {}), systems: systems.split('、'), sites: sites.split('、'),
  contacts: contacts.split(';').map((c) => { const [key, person, number] = c.trim().split('/'); return { key: key!, name: person!, phone: number! } }),
})

const CHINESE: readonly Row[] = [
  ['澜屿银行股份有限公司', 'vip', 'EAST', 'lanyu-bank', 9, '+86 21 5555 0118', '上海市浦东新区滨江大道 88 号', '柜面系统、手机银行、对公网银、信贷管理系统', '总行运行中心、滨江支行、新城支行、高新支行', 'sun.jie/孙洁/13800000118; qian.f/钱峰/13800000119; lu.yi/陆毅/13800000120', '重要客户：停机窗口仅周日 00:00–04:00；重大事件直接致电运行中心。'],
  ['云岭精密制造有限公司', 'vip', 'SOUTH', 'yunling', 7, '+86 874 555 0126', '曲靖市经开区翠峰路 6 号', '生产执行系统、设备数据平台、仓储系统', '一号车间、二号车间、曲靖工厂', 'yang.kai/杨凯/13800000126; ding.m/丁敏/13800000127', '三班生产，夜班也有人值守。'],
  ['青槐医院', 'vip', 'EAST', 'qinghuai-hospital', 7, '+86 571 5555 0131', '杭州市拱墅区青槐路 1 号', '门诊收费系统、电子病历、检验系统、预约平台', '门诊楼、住院部、东院区', 'shen.yt/沈雨桐/13800000131; gao.y/高远/13800000132', '门诊高峰 07:30–11:00，期间不做变更。'],
  ['松间物流集团有限公司', 'normal', 'EAST', 'songjian-logistics', 6, '+86 573 5555 0137', '嘉兴市南湖区松间路 20 号', '运单系统、仓储系统、司机端、对账平台', '嘉兴分拨中心、合肥分拨中心、总部', 'fan.zy/范志远/13800000137; miao.l/苗莉/13800000138'],
  ['启衡科技有限公司', 'normal', 'SOUTH', 'qiheng-tech', 4, '+86 755 5555 0142', '深圳市福田区启衡大厦', '客服工作台、开放接口、数据看板', '服务中心、南山机房', 'tao.ran/陶然/13800000142; bian.j/卞静/13800000143'],
  ['栖岳医疗集团', 'vip', 'SOUTH', 'qiyue-medical', 5, '+86 20 5555 0147', '广州市越秀区栖岳路 66 号', '集团主数据平台、电子病历、药房系统', '一院、三院、体检中心', 'meng.hy/孟海英/13800000147; qin.s/秦松/13800000148'],
  ['禾川食品有限公司', 'normal', 'EAST', 'hechuan-food', 3, '+86 551 5555 0151', '合肥市肥西县禾川路 9 号', '订货平台、追溯系统', '中央工厂、冷链仓', 'zhu.w/朱薇/13800000151; hou.l/侯亮/13800000152'],
  ['临江港务集团', 'normal', 'EAST', 'linjiang-port', 3, '+86 512 5555 0156', '张家港市临江路 100 号', '闸口系统、堆场系统、计费平台', '一号码头、三号码头', 'cui.g/崔刚/13800000156; ni.x/倪欣/13800000157'],
  ['望舒能源股份有限公司', 'vip', 'EAST', 'wangshu-energy', 5, '+86 25 5555 0161', '南京市建邺区望舒街 3 号', '电站监控平台、巡检系统、结算平台', '调度中心、沭阳电站、盐城电站', 'ji.hm/季鸿鸣/13800000161; ouyang/欧阳倩/13800000162'],
  ['汀兰百货有限公司', 'normal', 'EAST', 'tinglan-retail', 4, '+86 21 5555 0166', '上海市徐汇区汀兰路 55 号', '收银系统、会员系统、门店补货', '徐汇店、虹桥店、宝山店', 'xiang.y/项盈/13800000166; pu.c/蒲超/13800000167'],
  ['砚池教育集团', 'normal', 'SOUTH', 'yanchi-edu', 4, '+86 20 5555 0171', '广州市番禺区砚池路 12 号', '选课系统、在线考试、缴费平台', '大学城校区、本部', 'wen.j/温婧/13800000171; tu.b/涂斌/13800000172'],
  ['鹿鸣保险股份有限公司', 'vip', 'SOUTH', 'luming-insurance', 6, '+86 755 5555 0176', '深圳市福田区鹿鸣中心 28 层', '核保系统、理赔系统、代理人门户', '总公司、深圳分公司、南宁分公司', 'cen.r/岑睿/13800000176; shu.q/舒晴/13800000177'],
  ['霁川水务有限公司', 'normal', 'SOUTH', 'jichuan-water', 3, '+86 771 5555 0181', '南宁市青秀区霁川路 7 号', '抄表平台、营业收费系统', '城北营业厅、调度室', 'lei.d/雷东/13800000181; kuang.m/邝敏/13800000182'],
  ['木棉航空地面服务有限公司', 'normal', 'SOUTH', 'mumian-ground', 3, '+86 20 5555 0186', '广州市花都区木棉路 1 号', '航班保障系统、行李系统', '一号航站楼、货站', 'ye.zf/叶振飞/13800000186; lan.x/蓝欣/13800000187'],
  ['溪谷酒店集团', 'normal', 'EAST', 'xigu-hotels', 3, '+86 571 5555 0191', '杭州市西湖区溪谷路 18 号', '预订引擎、前台系统', '湖畔店、机场店', 'hua.n/华宁/13800000191; wei.b/卫斌/13800000192'],
  ['归雁旅运有限公司', 'potential', 'EAST', 'guiyan-travel', 1, '+86 25 5555 0195', '南京市玄武区归雁路 2 号', '试用环境', '总部', 'yu.t/喻婷/13800000195'],
  ['朗润新材料有限公司', 'potential', 'SOUTH', 'langrun', 1, '+86 769 5555 0197', '东莞市松山湖朗润路 5 号', '试用环境', '总部', 'kong.w/孔巍/13800000197'],
]

const ENGLISH: readonly Row[] = [
  ['Kestrel Marine Logistics Pte Ltd', 'vip', 'INTL', 'kestrel-marine', 5, '+65 5550 0118', '12 Keppel Bay, Singapore', 'Freight Portal、Billing Gateway、Crew App', 'Singapore hub、Rotterdam office', 'a.lim/Adeline Lim/+65 5550 0119; r.de.vries/Ruud de Vries/+31 20 555 0120', 'Vessels sail at night: a stop of the Freight Portal is always urgent.'],
  ['Marlowe and Finch Insurance plc', 'vip', 'INTL', 'marlowe-finch', 4, '+44 20 5550 0131', '4 Finch Lane, London', 'Claims Desk、Broker Portal、Policy Engine', 'London、Leeds', 'h.osborne/Harriet Osborne/+44 20 5550 0132; i.malik/Imran Malik/+44 113 555 0133'],
  ['Halden Precision GmbH', 'normal', 'INTL', 'halden-precision', 3, '+49 711 5550 137', 'Werkstraße 9, Esslingen', 'Shopfloor Terminal、Quality Portal', 'Esslingen plant、Brno plant', 'k.vogel/Katrin Vogel/+49 711 5550 138; p.svoboda/Petr Svoboda/+420 555 139'],
  ['Tamarind Retail Group', 'normal', 'INTL', 'tamarind-retail', 3, '+60 3 5550 0142', '7 Jalan Ampang, Kuala Lumpur', 'Store POS、Loyalty API', 'Mid Valley store、Penang store', 'nurul.h/Nurul Huda/+60 3 5550 0143; j.ong/Jason Ong/+60 4 555 0144'],
  ['Solvik Energy AS', 'normal', 'INTL', 'solvik-energy', 2, '+47 55 55 01 47', 'Havnegata 3, Bergen', 'Plant Monitor、Settlement', 'Bergen control room', 'ingrid.s/Ingrid Solheim/+47 55 55 01 48'],
  ['Baywater Community Hospital', 'normal', 'INTL', 'baywater-hospital', 2, '+64 9 555 0151', '1 Baywater Drive, Auckland', 'Outpatient Booking、Lab Results', 'Main building、North clinic', 'm.tipene/Mere Tipene/+64 9 555 0152; g.walsh/Gareth Walsh/+64 9 555 0153'],
  ['Ostara Foods BV', 'potential', 'INTL', 'ostara-foods', 1, '+31 20 555 0156', 'Graanweg 40, Utrecht', 'Trial tenant', 'Utrecht', 'l.bakker/Lotte Bakker/+31 20 555 0157'],
]

export const CUSTOMERS: readonly DemoCustomer[] = [...CHINESE.map(customer('zh-CN', 'portal')), ...ENGLISH.map(customer('en', 'mail'))]
