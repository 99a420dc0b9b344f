import { describe, expect, it } from 'vitest'
import en from '../messages/en.json' with { type: 'json' }
import zh from '../messages/zh-CN.json' with { type: 'json' }
import { formatsWith } from './format.ts'
import { createI18n, translateWith, type Lang } from './translate.ts'

const MINUTE = 60_000, HOUR = 60 * MINUTE, DAY = 24 * HOUR
const formats = (lang: Lang) => formatsWith(lang, translateWith(createI18n(lang, { 'zh-CN': zh, en })), 'Asia/Shanghai')
const cn = formats('zh-CN'), uk = formats('en')
const now = '2024-05-15T15:41:12+08:00'

describe('spans', () => {
  it.each([
    [6 * MINUTE, '6 分', '6 min'], [2 * HOUR, '2 时', '2 h'], [46 * HOUR + 28 * MINUTE, '46 时 28 分', '46 h 28 m'],
    ['PT100H', '4 天 4 时', '4 d 4 h'], ['PT120H', '5 天', '5 d'], [0, '0 分', '0 min'], [40_000, '40 秒', '40 s'], [-12 * MINUTE, '12 分', '12 min'],
  ])('writes %s as %s and %s', (span, chinese, english) => {
    expect(cn.duration(span)).toBe(chinese)
    expect(uk.duration(span)).toBe(english)
  })

  it('counts clocks in hours, from 100 h on in days', () => {
    expect(cn.clock(20 * MINUTE + 48_000)).toBe('0:20:48')
    expect(cn.clock(99 * HOUR)).toBe('99:00:00')
    expect(cn.clock('PT100H')).toBe('4天4时')
    expect(uk.clock(-24 * MINUTE)).toBe('0:24:00')
  })

  it('keeps chips short: hours and minutes, from a day on days and hours', () => {
    expect(cn.clockShort(20 * MINUTE + 59_000)).toBe('0:20')
    expect(cn.clockShort(41 * HOUR)).toBe('1天17时')
    expect(uk.clockShort(41 * HOUR)).toBe('1d 17h')
  })

  it('says what is left and what is late', () => {
    expect(cn.left(20 * MINUTE)).toBe('还剩 20 分')
    expect(cn.left('-PT12M')).toBe('超 12 分')
    expect(uk.left(-12 * MINUTE)).toBe('12 min late')
  })
})

describe('moments', () => {
  it('shows the day only when it is not today, the year only when it is not this one', () => {
    expect(cn.moment('2024-05-15T16:02:00+08:00', now)).toBe('16:02')
    expect(cn.moment('2024-05-16T10:00:00+08:00', now)).toBe('明天 10:00')
    expect(cn.moment('2024-05-14T10:00:00+08:00', now)).toBe('昨天 10:00')
    expect(cn.moment('2024-05-17T14:09:00+08:00', now)).toBe('05-17 14:09')
    expect(uk.moment('2024-05-17T14:09:00+08:00', now)).toBe('17 May 14:09')
    expect(cn.date('2023-12-31T12:00:00+08:00', now)).toBe('2023-12-31')
    expect(uk.date('2023-12-31T12:00:00+08:00', now)).toBe('31 Dec 2023')
  })

  it('turns the day at midnight of the zone, not of Greenwich', () => {
    expect(cn.moment('2024-05-15T23:59:00+08:00', now)).toBe('23:59')
    expect(cn.moment('2024-05-16T00:01:00+08:00', now)).toBe('明天 00:01')
    expect(cn.time('2024-05-15T16:00:00Z')).toBe('00:00')
  })

  it('promises by a time', () => {
    expect(cn.by('2024-05-15T16:02:00+08:00', now)).toBe('16:02 前')
    expect(uk.by('2024-05-15T16:02:00+08:00', now)).toBe('by 16:02')
  })

  it.each([
    [30_000, '刚刚', 'just now'], [8 * MINUTE, '8 分钟前', '8 min ago'], [3 * HOUR, '3 小时前', '3 h ago'], [DAY, '昨天', 'yesterday'], [3 * DAY, '3 天前', '3 d ago'], [9 * DAY, '05-06', '6 May'],
  ])('looks back %s ms', (past, chinese, english) => {
    const at = Date.parse(now) - past
    expect(cn.ago(at, now)).toBe(chinese)
    expect(uk.ago(at, now)).toBe(english)
  })
})

describe('figures', () => {
  it('groups thousands and sets the percent sign by language', () => {
    expect(cn.number(10284)).toBe('10,284')
    expect(cn.percent(0.92)).toBe('92 %')
    expect(uk.percent(0.941, 1)).toBe('94.1%')
    expect(cn.bytes(1_887_437)).toBe('1.8 MB')
    expect(cn.bytes(0)).toBe('0 B')
  })
})

describe('days of a conversation', () => {
  it.each([
    ['2024-05-15T00:05:00+08:00', '今天', 'today'], ['2024-05-14T23:59:00+08:00', '昨天', 'yesterday'], ['2024-05-13T10:00:00+08:00', '05-13', '13 May'], ['2023-12-31T10:00:00+08:00', '2023-12-31', '31 Dec 2023'],
  ])('heads %s with %s and %s', (when, chinese, english) => {
    expect(cn.day(when, now)).toBe(chinese)
    expect(uk.day(when, now).toLowerCase()).toBe(english.toLowerCase())
  })
})
