// The staff frame: rail 64, top bar 44, content. It knows places and permissions, no domain.
import { useEffect, useState, type ReactNode } from 'react'
import { FeedbackHost } from '../design/Feedback.tsx'
import { useT } from '../i18n/i18n.ts'
import { Banners } from './Banners.tsx'
import { KeySheet } from './KeySheet.tsx'
import { Palette } from './Palette.tsx'
import { Rail } from './Rail.tsx'
import { ScreenArea } from './ScreenArea.tsx'
import { useSession } from './session.ts'
import { SessionExpired } from './SessionExpired.tsx'
import { SessionGate } from './SessionGate.tsx'
import { useShortcut } from './shortcuts.ts'
import { SkipLink } from './SkipLink.tsx'
import { TopBar } from './TopBar.tsx'
import { useFrameKeys } from './use-frame-keys.ts'
import { useScreenFacts } from './use-screen-facts.ts'
import './agent-frame.css'

export const AgentFrame = () => <SessionGate><StaffOnly><Frame /></StaffOnly></SessionGate>

/** Customers who open the staff address belong to the portal. */
function StaffOnly({ children }: { children: ReactNode }) {
  const isStaff = useSession().person.kind === 'staff'
  useEffect(() => { if (!isStaff) location.replace('/portal') }, [isStaff])
  return isStaff && children
}

function Frame() {
  const t = useT(), facts = useScreenFacts()
  const [palette, setPalette] = useState(false), [sheet, setSheet] = useState(false)
  const everywhere = t('web.keys.everywhere')
  useShortcut('mod+k', () => setPalette(true), { label: t('web.keys.palette'), group: everywhere })
  useShortcut('?', () => setSheet(true), { label: t('web.keys.sheet'), group: everywhere })
  useFrameKeys()
  const page = <ScreenArea />
  return (
    <>
      <SkipLink />
      {facts.bare ? <main id="main" tabIndex={-1} className="bare-main">{page}</main> : (
        <div className="app">
          <Rail onKeySheet={() => setSheet(true)} />
          <div className="app-main">
            <TopBar onSearch={() => setPalette(true)} />
            <Banners />
            <main id="main" tabIndex={-1}>{page}</main>
          </div>
        </div>
      )}
      <Palette open={palette} onClose={() => setPalette(false)} />
      <KeySheet open={sheet} onClose={() => setSheet(false)} />
      <FeedbackHost />
      <SessionExpired />
    </>
  )
}
