import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { isAllowed, isPrivateAddress } from './private-address.ts'
import { GIVE_UP_TRIES, isLost, nextTry } from './retry-rules.ts'
import { dingtalkSign, newSecret, sign, verify, verifyDingtalk } from './signature.ts'
import { bodyOf, isWanted, thinData } from './thin-data.ts'

describe('RX-9 signatures', () => {
  test('the published example of the Standard Webhooks rules', () => {
    // https://www.standardwebhooks.com: secret, id, timestamp and body of the specification's own test.
    expect(sign('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', 'msg_p5jXN8AQM9LWM0D4loKWxJek', 1614265330, '{"test": 2432232314}')).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=')
  })
  test('a changed byte, another id, an old moment and a foreign secret are refused', () => {
    const secret = newSecret(), body = Buffer.from('{"a":1}'), now = new Date('2025-03-03T01:00:00Z'), at = now.getTime() / 1000
    const given = { id: 'msg_1', timestamp: String(at), signature: `v1,wrong ${sign(secret, 'msg_1', at, body)}` }
    expect(verify(secret, given, body, [now])).toBe(true)
    expect(verify(secret, given, Buffer.from('{"a":2}'), [now])).toBe(false)
    expect(verify(secret, { ...given, id: 'msg_2' }, body, [now])).toBe(false)
    expect(verify(secret, given, body, [new Date(now.getTime() + 301_000)])).toBe(false)
    expect(verify(newSecret(), given, body, [now])).toBe(false)
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  })
  test('DingTalk signs timestamp and secret', () => {
    const now = new Date('2025-03-03T01:00:00Z'), timestamp = String(now.getTime()), right = createHmac('sha256', 'SEC1').update(`${timestamp}\nSEC1`).digest('base64')
    expect(dingtalkSign('SEC1', timestamp)).toBe(right)
    expect(verifyDingtalk('SEC1', { timestamp, sign: right }, [now])).toBe(true)
    expect(verifyDingtalk('SEC1', { timestamp, sign: right }, [new Date(now.getTime() + 3_700_000)])).toBe(false)
    expect(verifyDingtalk('SEC2', { timestamp, sign: right }, [now])).toBe(false)
  })
})

describe('RX-8 what leaves the house', () => {
  test('ids, codes and figures; no words, names or addresses', () => {
    expect(thinData({ caseId: '0198-1', state: 'resolved', urgent: true, n: 3, tags: ['a', 'b'], text: '客户的原话', title: 'a sentence of somebody', email: 'c1@acceptance.test', who: { name: 'x' }, none: null })).toEqual({ caseId: '0198-1', state: 'resolved', urgent: true, n: 3, tags: ['a', 'b'], none: null })
    expect(JSON.parse(bodyOf({ id: 'e', name: 'cases.case-opened@1', at: new Date(0), subject: 'case:1', actorId: 'p', data: { title: '机密 文字' } }))).toEqual({ type: 'cases.case-opened', timestamp: '1970-01-01T00:00:00.000Z', id: 'e', version: 1, subject: 'case:1', actorId: 'p', data: {} })
  })
  test.each<[string[], boolean]>([[['*'], true], [['cases.*'], true], [['cases.case-opened'], true], [['sla.*', 'cases.case-closed'], false], [['cases'], false]])('%j hears of cases.case-opened: %s', (patterns, heard) => expect(isWanted(patterns, 'cases.case-opened@1')).toBe(heard))
})

describe('addresses', () => {
  test.each(['127.0.0.1', '127.9.9.9', '10.0.0.1', '172.16.0.1', '172.31.255.255', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0', '224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fe80::1%eth0', 'fd00::1', 'ff02::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '64:ff9b::7f00:1', '2002:7f00:1::', '2002:c0a8:101::1', '2001:db8::1', 'not an address'])('%s is private', (a) => expect(isPrivateAddress(a)).toBe(true))
  test.each(['8.8.8.8', '114.114.114.114', '172.32.0.1', '100.128.0.1', '2400:3200::1', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is public', (a) => expect(isPrivateAddress(a)).toBe(false))
  test('an administrator allows hosts, addresses and networks', () => {
    expect(isAllowed(['erp.local'], 'ERP.local', '10.0.0.1')).toBe(true)
    expect(isAllowed(['10.1.0.0/16'], 'x', '10.1.2.3')).toBe(true)
    expect(isAllowed(['10.1.0.0/16'], 'x', '10.2.2.3')).toBe(false)
    expect(isAllowed(['127.0.0.1'], 'localhost', '127.0.0.1')).toBe(true)
    expect(isAllowed([], 'x', '10.1.2.3')).toBe(false)
  })
})

test('tries grow apart over three days, wait as long as asked, and end', () => {
  const now = new Date('2025-03-03T01:00:00Z'), waits = Array.from({ length: GIVE_UP_TRIES }, (_, i) => nextTry(i + 1, now, null, 0.5)?.getTime())
  expect(waits.at(-1)).toBeUndefined()
  const ms = waits.slice(0, -1).map((w) => w! - now.getTime())
  expect(ms).toEqual([...ms].sort((a, b) => a - b))
  expect(ms.reduce((a, b) => a + b, 0)).toBeGreaterThan(72 * 3_600_000)
  expect(nextTry(1, now, 600, 0)!.getTime() - now.getTime()).toBe(600_000)
  expect(isLost(new Date('2025-02-25T00:00:00Z'), now)).toBe(true)
  expect(isLost(new Date('2025-03-01T00:00:00Z'), now)).toBe(false)
})
