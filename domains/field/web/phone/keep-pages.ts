// Lets the engineer's pages open without a network: the worker keeps them and their parts, where workers exist (https, localhost).
let kept = false

/** Asked by every route of the phone; does its work once. */
export async function keepPages(): Promise<void> {
  if (kept || !('serviceWorker' in navigator) || import.meta.env.DEV) return
  kept = true
  await navigator.serviceWorker.register('/field-worker.js', { scope: '/field' })
  const { active } = await navigator.serviceWorker.ready
  // The other phone pages too, before they are needed in a cellar.
  await Promise.all([import('./JobsPage.tsx'), import('./JobPage.tsx'), import('./OtherPages.tsx')])
  const parts = performance.getEntriesByType('resource').map((one) => new URL(one.name)).filter((url) => url.origin === location.origin && (url.pathname.startsWith('/assets/') || url.pathname === '/theme.js' || url.pathname === '/icon.svg')).map((url) => url.pathname)
  active?.postMessage({ keep: [...new Set(['/field', '/api/v1/session', '/api/v1/service', ...parts])] })
}
