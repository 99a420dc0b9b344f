// My duty, in my settings: when I am away, and where the roster is.
import { ButtonLink } from '../../../../web/design/Button.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { AbsencesPanel } from './AbsencesPanel.tsx'
import './duty.css'

export function OwnDuty({ personId }: { personId: string }) {
  const t = useT()
  return <div className="col"><AbsencesPanel personId={personId} /><div><ButtonLink to="/duty" size="small">{t('org.page.duty')}</ButtonLink></div></div>
}
