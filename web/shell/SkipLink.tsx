// First stop of the keyboard: past the navigation, to the page.
import { useT } from '../i18n/i18n.ts'
import './frame.css'

export function SkipLink() {
  const t = useT()
  return <a className="skip" href="#main" onClick={(event) => { event.preventDefault(); document.getElementById('main')?.focus() }}>{t('web.frame.skip')}</a>
}
