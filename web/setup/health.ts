// The environment check: what `/readyz` says, in words.
import { currentWords } from '../i18n/i18n.ts'
import type { MessageKey, Translate } from '../i18n/translate.ts'

export interface HealthLine { name: string; label: string; ok: boolean; detail: string }
interface Check { name?: unknown; ok?: unknown; reason?: unknown; detail?: unknown }

const spoken = (t: Translate, key: string): string | null => { const found = t(key as MessageKey); return found === key ? null : found }

/** What a check is called; its own name where nobody gave words. */
export const healthName = (t: Translate, name: string): string => spoken(t, `web.setup.health.${name}`) ?? name

/** Asks the server how it is; an unreachable server is one line that says so. */
export async function readHealth(lang: string): Promise<HealthLine[]> {
  const { t } = currentWords()
  try {
    const reply = await fetch('/readyz', { headers: { accept: 'application/json', 'accept-language': lang } })
    const body = await reply.json() as { checks?: Check[] }
    const lines = (body.checks ?? []).map((c): HealthLine => {
      const name = String(c.name), ok = c.ok === true, words = c.reason ?? c.detail
      return { name, ok, label: healthName(t, name), detail: typeof words === 'string' && words ? words : ok ? spoken(t, `web.setup.health.${name}.what`) ?? '' : t('web.setup.not-fine') }
    })
    return lines.length ? lines : [{ name: 'server', label: t('web.setup.health.server'), ok: reply.ok, detail: t(reply.ok ? 'web.setup.fine' : 'web.setup.not-fine') }]
  } catch { return [{ name: 'server', label: t('web.setup.health.server'), ok: false, detail: t('web.setup.unreachable') }] }
}
