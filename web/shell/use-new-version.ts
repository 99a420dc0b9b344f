// Notices that the server now serves another build: by asking now and then, or because a chunk of this build is gone.
import { useEffect, useState } from 'react'

const ASK_EVERY = 10 * 60_000

async function servedBuild(): Promise<string | null> {
  const answer = await fetch('/build.json', { cache: 'no-store' }).catch(() => null)
  if (!answer?.ok) return null
  const { build } = await answer.json().catch(() => ({})) as { build?: string }
  return build ?? null
}

export function useNewVersion(): boolean {
  const [ready, setReady] = useState(false)
  useEffect(() => {
    const own = document.documentElement.dataset.build
    const gone = () => setReady(true)
    addEventListener('vite:preloadError', gone)
    if (!own || own === 'dev') return () => removeEventListener('vite:preloadError', gone)
    const ask = () => { if (document.visibilityState === 'visible') void servedBuild().then((served) => { if (served && served !== own) setReady(true) }) }
    const timer = setInterval(ask, ASK_EVERY)
    addEventListener('focus', ask)
    return () => { clearInterval(timer); removeEventListener('focus', ask); removeEventListener('vite:preloadError', gone) }
  }, [])
  return ready
}
