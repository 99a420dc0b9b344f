// Moves the test clock of an installation that may be away at the moment.
import type { Installation } from './installation.ts'

const SETTLE_MS = 300_000, TOKEN = 'acceptance-m1'

/** Tries again while the product is away. The target is the same at every try, so time never moves twice. False: it did not come to rest in time. */
export async function advance(at: Pick<Installation, 'address'>, duration: string, patienceMs = SETTLE_MS): Promise<boolean> {
  const until = Date.now() + patienceMs, headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' }
  const ask = async (body: unknown): Promise<string | null> => {
    const reply = await fetch(`${at.address}/api/v1/test/clock`, { ...(body ? { method: 'PUT', body: JSON.stringify(body) } : {}), headers, signal: AbortSignal.timeout(Math.max(1, until - Date.now())) }).catch(() => null)
    return reply?.ok ? ((await reply.json().catch(() => ({}))) as { now?: string }).now ?? null : null
  }
  let target: string | null = null
  while (Date.now() < until) {
    target ??= await ask(null).then((now) => now && new Date(Date.parse(now) + durationMs(duration)).toISOString())
    // Another traveller may be further on already; going back is refused and not needed.
    if (target && (await ask({ now: target }) || Date.parse(await ask(null) ?? '') >= Date.parse(target))) return true
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  return false
}

function durationMs(text: string): number {
  const [, days, hours, minutes, seconds] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(text) ?? []
  return ((Number(days ?? 0) * 24 + Number(hours ?? 0)) * 60 + Number(minutes ?? 0)) * 60_000 + Number(seconds ?? 0) * 1_000
}
