// Me: appearance, density, language, keys, profile, sign out.
import { Keyboard, LogOut, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useAppearance } from '../design/appearance.ts'
import { Avatar } from '../design/Marks.tsx'
import { Menu, type MenuItem } from '../design/Menu.tsx'
import { useLang, useT } from '../i18n/i18n.ts'
import { usePreferences } from './preferences.ts'
import { useSession } from './session.ts'
import { singleKeysOff } from './shortcuts.ts'
import { useSignOut } from './use-sign-out.ts'

export function MeMenu({ onKeySheet }: { onKeySheet: () => void }) {
  const t = useT(), lang = useLang(), look = useAppearance(), { person } = useSession(), choose = usePreferences(), signOut = useSignOut()
  const [keysOff, setKeysOff] = useState(singleKeysOff)
  const choice = (id: string, label: string, checked: boolean, onChoose: () => void): MenuItem => ({ id, label, checked, onChoose })
  const items: MenuItem[] = [
    { id: 'name', heading: person.email ?? person.name },
    { id: 'profile', label: t('web.me.profile'), icon: <UserRound size={15} />, to: '/me' },
    { id: 'l1', line: true }, { id: 'theme', heading: t('web.me.theme') },
    choice('light', t('web.me.theme.light'), look.mode === 'light', () => choose.mode('light')),
    choice('dark', t('web.me.theme.dark'), look.mode === 'dark', () => choose.mode('dark')),
    { id: 'density', heading: t('web.me.density') },
    choice('compact', t('web.me.density.compact'), look.density === 'compact', () => choose.density('compact')),
    choice('cosy', t('web.me.density.cosy'), look.density === 'cosy', () => choose.density('cosy')),
    { id: 'lang', heading: t('web.me.language') },
    choice('zh', '简体中文', lang === 'zh-CN', () => choose.lang('zh-CN')), choice('en', 'English', lang === 'en', () => choose.lang('en')),
    { id: 'l2', line: true },
    choice('single', t('web.me.single-keys'), !keysOff, () => { choose.singleKeys(!keysOff); setKeysOff(!keysOff) }),
    { id: 'sheet', label: t('web.me.all-keys'), icon: <Keyboard size={15} />, onChoose: onKeySheet },
    { id: 'out', label: t('web.me.sign-out'), icon: <LogOut size={15} />, onChoose: signOut },
  ]
  return <Menu label={t('web.me.menu', { name: person.name })} items={items} className="rail-me" up><Avatar name={person.name} size={30} state="online" /></Menu>
}
