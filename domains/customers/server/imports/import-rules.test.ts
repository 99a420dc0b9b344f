// Reading and checking import files, as pure rules.
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import type { BadInput } from '../../../../platform/server/errors.ts'
import { checkRows, type ImportFacts } from './check-rows.ts'
import { guessMapping } from './columns.ts'
import { readCsv } from './read-csv.ts'

const facts = (more: Partial<ImportFacts> = {}): ImportFacts => ({ regions: new Map([['east', '01900000-0000-7000-8000-000000000001']]), names: new Map([['旧客户', 'KH-0009']]), numbers: new Map([['KH-0009', '01900000-0000-7000-8000-000000000009']]), emails: new Set(['taken@x.test']), mayFinancial: false, ...more })
const check = (text: string, more: Partial<ImportFacts> = {}) => { const file = readCsv(Buffer.from(text)); return checkRows(file.rows, guessMapping(file.headers), facts(more)) }
const codeOf = (run: () => unknown): string => { try { run() } catch (error) { return (error as BadInput).errors[0]!.code } throw new Error('nothing was refused') }

describe('reading', () => {
  const text = '客户名称,电话\n东海机械,13800138000\n'
  test.each([
    ['utf-8', Buffer.from(text)], ['utf-8', Buffer.from(`\ufeff${text}`)], ['gb18030', iconv.encode(text, 'gb18030')], ['utf-16', Buffer.concat([Buffer.from([0xff, 0xfe]), iconv.encode(text, 'utf-16le')])],
  ])('%s', (encoding, bytes) => { expect(readCsv(bytes)).toEqual({ encoding, headers: ['客户名称', '电话'], rows: [{ line: 2, cells: ['东海机械', '13800138000'] }] }) })
  test('separators, quotes, empty lines, short and long rows', () => {
    expect(readCsv(Buffer.from('a;b\n"x;1\n2";y\n\n;\nz\np;q;r\n')).rows).toEqual([{ line: 3, cells: ['x;1\n2', 'y'] }, { line: 6, cells: ['z', ''] }, { line: 7, cells: ['p', 'q'] }])
    expect(readCsv(Buffer.from("a\tb\n'=1+1\t'x\n")).rows[0]!.cells).toEqual(['=1+1', "'x"])
  })
  test.each([['an empty file', '', 'customers.import-empty'], ['a header alone', 'name\n', 'customers.import-empty'], ['a lone quote', 'name\n"x\n', 'customers.import-csv'], ['a picture', '\u0000\u0001\u0002', 'customers.import-encoding']])(
    '%s is refused', (_name, given, code) => { expect(codeOf(() => readCsv(Buffer.from(given)))).toBe(code) })
  test('bytes of no known encoding are refused', () => { expect(codeOf(() => readCsv(Buffer.from([0x6e, 0x0a, 0xff, 0xff, 0xff])))).toBe('customers.import-encoding') })
  test('too many rows are refused', () => { expect(codeOf(() => readCsv(Buffer.from(`name\n${'x\n'.repeat(5_001)}`)))).toBe('customers.import-too-many') })
})

describe('columns', () => {
  test('headers in both languages; a second one of the same kind is left out', () => {
    expect(guessMapping(['客户名称', 'Customer Tier', '银行账号', 'E-mail', '邮箱', '天气'])).toEqual(['name', 'tier', 'bankAccount', 'contactEmail', null, null])
  })
})

describe('checking', () => {
  test('words become values, rows of one name become one customer with two contacts', () => {
    const [first, second] = check('客户名称,等级,区域,联系人,邮箱\n新客户有限公司,VIP客户,East,甲,A@x.test\n新客户,,,乙,b@x.test\n')
    expect(first).toMatchObject({ problems: [], customer: { make: { name: '新客户有限公司', tier: 'vip', regionId: '01900000-0000-7000-8000-000000000001' } }, contact: { name: '甲', email: 'a@x.test' } })
    expect(second).toMatchObject({ problems: [], customer: { same: 2 }, contact: { name: '乙' } })
  })
  test.each([
    ['no name', '客户名称,电话\n,13800138000\n', 'name', 'missing'],
    ['an unknown tier', 'name,tier\nx,gold\n', 'tier', 'not-allowed'],
    ['an unknown region', 'name,region\nx,Mars\n', 'region', 'customers.region-unknown'],
    ['a customer that exists', 'name\n旧客户公司\n', 'name', 'customers.import-exists'],
    ['the same customer twice without contact', 'name\nx\nx\n', 'name', 'customers.import-twice'],
    ['an unknown number', '客户编号,联系人,手机\nKH-9999,甲,13800138000\n', 'number', 'customers.import-number'],
    ['a taken address', 'name,contact,email\nx,甲,Taken@x.test\n', 'contactEmail', 'customers.email-taken'],
    ['the same address twice in the file', 'name,contact,email\nx,甲,a@x.test\ny,乙,a@x.test\n', 'contactEmail', 'customers.email-taken'],
    ['a contact without name', 'name,email\nx,a@x.test\n', 'contactName', 'missing'],
    ['a contact without address and number', 'name,contact\nx,甲\n', 'contactEmail', 'customers.reachable'],
    ['a wrong address', 'name,contact,email\nx,甲,nonsense\n', 'contactEmail', 'text.email'],
    ['marked fields without the right', 'name,银行账号\nx,123\n', 'bankAccount', 'customers.import-financial'],
  ])('%s', (_name, text, field, code) => { expect(check(text).flatMap((r) => r.problems)).toContainEqual(expect.objectContaining({ field, code })) })
  test('a bad row does not spoil the others', () => { expect(check('name,tier\nx,gold\nx,vip\n').map((r) => r.problems.length)).toEqual([1, 0]) })
  test('a contact is added to a customer by number', () => {
    expect(check('客户编号,联系人,手机\nkh-0009,甲,13800138000\n')[0]).toMatchObject({ problems: [], customer: { existing: '01900000-0000-7000-8000-000000000009' } })
  })
})
