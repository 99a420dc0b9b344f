// Public holidays of China as the product brings them (B-20): our own table, with the notice that each year comes from.
// 2027 is not announced yet: it holds the days that the law itself fixes, without exchanged working days.

export interface PackDay { readonly date: string; readonly kind: 'closed' | 'open'; readonly name: readonly [zh: string, en: string] }
export interface Pack { readonly id: string; readonly country: string; readonly year: number; readonly status: 'announced' | 'provisional'; readonly source: readonly [zh: string, en: string]; readonly publishedOn: string | null; readonly days: readonly PackDay[] }

type Feast = readonly [zh: string, en: string]
const NEW_YEAR: Feast = ['元旦', 'New Year'], SPRING: Feast = ['春节', 'Spring Festival'], QINGMING: Feast = ['清明节', 'Qingming Festival'], LABOUR: Feast = ['劳动节', 'Labour Day'], DRAGON: Feast = ['端午节', 'Dragon Boat Festival'],
  MOON: Feast = ['中秋节', 'Mid-Autumn Festival'], NATIONAL: Feast = ['国庆节', 'National Day'], BOTH: Feast = ['国庆节、中秋节', 'National Day and Mid-Autumn']

/** Every date from the first to the last, both included. */
function dates(first: string, last: string): string[] {
  const found: string[] = []
  for (let at = Date.parse(`${first}T00:00Z`); at <= Date.parse(`${last}T00:00Z`); at += 86_400_000) found.push(new Date(at).toISOString().slice(0, 10))
  return found
}
const off = (year: number, first: string, last: string, name: Feast): PackDay[] => dates(`${year}-${first}`, `${year}-${last}`).map((date) => ({ date, kind: 'closed', name }))
const work = (year: number, name: Feast, ...days: string[]): PackDay[] => days.map((day) => ({ date: `${year}-${day}`, kind: 'open', name: [`${name[0]}调休上班`, `Make-up day for ${name[1]}`] }))
const pack = (year: number, status: Pack['status'], source: Pack['source'], publishedOn: string | null, ...days: PackDay[][]): Pack =>
  ({ id: `cn-${year}`, country: 'CN', year, status, source, publishedOn, days: days.flat().sort((a, b) => (a.date < b.date ? -1 : 1)) })

export const holidayPacks: readonly Pack[] = [
  pack(2025, 'announced', ['国务院办公厅关于2025年部分节假日安排的通知（国办发明电〔2024〕12号）', 'General Office of the State Council, notice on holidays of 2025 (No. 12 of 2024)'], '2024-11-12',
    off(2025, '01-01', '01-01', NEW_YEAR), off(2025, '01-28', '02-04', SPRING), work(2025, SPRING, '01-26', '02-08'), off(2025, '04-04', '04-06', QINGMING), off(2025, '05-01', '05-05', LABOUR), work(2025, LABOUR, '04-27'),
    off(2025, '05-31', '06-02', DRAGON), off(2025, '10-01', '10-08', BOTH), work(2025, BOTH, '09-28', '10-11')),
  pack(2026, 'announced', ['国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号）', 'General Office of the State Council, notice on holidays of 2026 (No. 7 of 2025)'], '2025-11-04',
    off(2026, '01-01', '01-03', NEW_YEAR), work(2026, NEW_YEAR, '01-04'), off(2026, '02-15', '02-23', SPRING), work(2026, SPRING, '02-14', '02-28'), off(2026, '04-04', '04-06', QINGMING), off(2026, '05-01', '05-05', LABOUR), work(2026, LABOUR, '05-09'),
    off(2026, '06-19', '06-21', DRAGON), off(2026, '09-25', '09-27', MOON), off(2026, '10-01', '10-07', NATIONAL), work(2026, NATIONAL, '09-20', '10-10')),
  pack(2027, 'provisional', ['《全国年节及纪念日放假办法》（国务院令第795号，2024-11-10 公布，2025-01-01 施行）规定的法定假日；2027年放假调休安排截至 2026-11-23 尚未收录，公布后请更新', 'Statutory days of the Regulation on Public Holidays (State Council Decree No. 795 of 10 Nov 2024, in force since 1 Jan 2025); the exchange of working days for 2027 is not included as of 23 Nov 2026: update when it is announced'], null,
    off(2027, '01-01', '01-01', NEW_YEAR), off(2027, '02-05', '02-08', SPRING), off(2027, '04-05', '04-05', QINGMING), off(2027, '05-01', '05-02', LABOUR), off(2027, '06-09', '06-09', DRAGON), off(2027, '09-15', '09-15', MOON), off(2027, '10-01', '10-03', NATIONAL)),
]
