// What both entries share: language first, then one tree of providers around the router.
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createQueryClient } from './api/queries.ts'
import { onReachability, reachability, watchBrowserNetwork } from './api/reachability.ts'
import { followSystemMode } from './design/appearance.ts'
import { firstLang, switchLang } from './i18n/i18n.ts'
import { createLiveClient, LiveContext } from './live/live.ts'
import type { ScreenSet } from './screens.ts'
import { createScreenRouter, type RouterParts } from './shell/router.tsx'
import { ScreenSets } from './shell/screen-sets.ts'
import { SlotFills, slotFills } from './shell/Slot.tsx'
import './design/tokens.css'
import './design/base.css'
import './design/print.css'

export interface Entry extends RouterParts { sets: readonly ScreenSet[] }

/** Starts the entry; when not even its words arrive, says so in both languages. */
export const startEntry = (parts: Entry): Promise<void> => start(parts).catch((error: unknown) => { sayUnreachable(); throw error })

function sayUnreachable(): void {
  const note = document.createElement('p'), again = document.createElement('button')
  note.textContent = '连不上服务器，页面没有载入。 The server cannot be reached; the page could not load. '
  again.textContent = '重试 Try again'
  again.className = 'btn btn-plain'
  again.addEventListener('click', () => location.reload())
  note.className = 'page'
  note.append(again)
  document.getElementById('root')!.replaceChildren(note)
}

async function start(parts: Entry): Promise<void> {
  const language = switchLang(firstLang())
  const router = createScreenRouter(parts), queries = createQueryClient(), live = createLiveClient(), fills = slotFills(parts.sets)
  // The page's own chunk loads while the words do.
  const page = router.load()
  followSystemMode()
  watchBrowserNetwork()
  onReachability(() => { if (reachability().online) live.retryNow() })
  await Promise.all([language, page])
  const tree = (
    <QueryClientProvider client={queries}><LiveContext value={live}><ScreenSets value={parts.sets}><SlotFills value={fills}>
      <RouterProvider router={router} />
    </SlotFills></ScreenSets></LiveContext></QueryClientProvider>
  )
  createRoot(document.getElementById('root')!).render(<StrictMode>{tree}</StrictMode>)
}
