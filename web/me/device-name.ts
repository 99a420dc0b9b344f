// `Chrome · Windows` from what a browser says about itself; names only, versions do not help anybody recognise a device.

const BROWSERS: readonly [RegExp, string][] = [[/MicroMessenger/i, '微信 WeChat'], [/DingTalk/i, 'DingTalk'], [/Edg(e|A|iOS)?\//, 'Edge'], [/OPR\//, 'Opera'], [/Firefox\/|FxiOS\//, 'Firefox'], [/(Headless)?Chrome\/|CriOS\//, 'Chrome'], [/Safari\//, 'Safari']]
const SYSTEMS: readonly [RegExp, string][] = [[/HarmonyOS/i, 'HarmonyOS'], [/Android/, 'Android'], [/iPhone/, 'iPhone'], [/iPad/, 'iPad'], [/Windows/, 'Windows'], [/Mac OS X/, 'macOS'], [/CrOS/, 'ChromeOS'], [/Linux/, 'Linux']]

/** Null when nothing is known; the first words when it is no browser. */
export function deviceName(userAgent: string | null): string | null {
  if (!userAgent) return null
  const find = (list: readonly [RegExp, string][]) => list.find(([sign]) => sign.test(userAgent))?.[1]
  const browser = find(BROWSERS), system = find(SYSTEMS)
  return browser || system ? [browser, system].filter(Boolean).join(' · ') : userAgent.slice(0, 40)
}
