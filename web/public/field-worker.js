// Lets the phone pages of engineers open without a network: the page, its parts, who is signed in. What they read and do is kept by the page
// itself (web/api/offline-store.ts); this worker only answers when the server does not.
const PAGES = 'houyuan-pages'
const PAGE = '/field'
/** Read at every start: who is signed in, and how the service is called. */
const NEEDED = new Set(['/api/v1/session', '/api/v1/service'])
const PATIENCE = 4000

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

/** The page says what it was made of, since the worker came after it. */
self.addEventListener('message', (event) => {
  if (!event.data || event.data.keep === undefined) return
  event.waitUntil(keepAll(event.data.keep))
})

async function keepAll(addresses) {
  const kept = await caches.open(PAGES)
  for (const address of addresses) {
    if (await kept.match(address)) continue
    const answer = await fetch(address, { credentials: 'same-origin' }).catch(() => null)
    if (answer && answer.ok) await kept.put(address, answer)
  }
  // Parts of builds that nobody asks for any more.
  const wanted = new Set(addresses)
  for (const one of await kept.keys()) { const path = new URL(one.url).pathname; if (path.startsWith('/assets/') && !wanted.has(path)) await kept.delete(one) }
}

self.addEventListener('fetch', (event) => {
  const { request } = event, url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== self.location.origin) return
  if (request.mode === 'navigate') event.respondWith(fromNetwork(request, PAGE))
  else if (NEEDED.has(url.pathname)) event.respondWith(fromNetwork(request, url.pathname))
  else if (url.pathname.startsWith('/assets/')) event.respondWith(fromKept(request, url.pathname))
  else if (url.pathname === '/theme.js' || url.pathname === '/icon.svg') event.respondWith(fromNetwork(request, url.pathname))
})

/** What the server says, kept for later; what it said before when it does not answer in time. A refusal (401) is an answer and removes what was kept. */
async function fromNetwork(request, key) {
  const kept = await caches.open(PAGES)
  try {
    const before = await kept.match(key)
    const answer = await (before ? Promise.race([fetch(request), new Promise((_, no) => setTimeout(() => no(new Error('late')), PATIENCE))]) : fetch(request))
    if (answer.ok && !answer.redirected) await kept.put(key, answer.clone())
    else if (answer.status === 401 || answer.status === 403) await kept.delete(key)
    return answer
  } catch (error) {
    const before = await kept.match(key)
    if (before) return before
    throw error
  }
}

/** Hashed parts never change. */
async function fromKept(request, key) {
  const kept = await caches.open(PAGES), before = await kept.match(key)
  if (before) return before
  const answer = await fetch(request)
  if (answer.ok) await kept.put(key, answer.clone())
  return answer
}
