// The four symbols of §8.1.
import { useT } from '../../../web/i18n/i18n.ts'

export function Legend() {
  const t = useT()
  return (
    <ul className="pr-legend" aria-label={t('process.legend')}>
      <li><svg width="34" height="18" aria-hidden><rect x="1" y="3" width="32" height="12" rx="6" className="pr-shape pr-dark" /></svg>{t('process.kind.start')} / {t('process.kind.end')}</li>
      <li><svg width="34" height="18" aria-hidden><rect x="1" y="2" width="32" height="14" rx="3" className="pr-shape" /></svg>{t('process.kind.step')}</li>
      <li><svg width="34" height="18" aria-hidden><polygon points="7,2 27,2 33,9 27,16 7,16 1,9" className="pr-shape pr-warm" /></svg>{t('process.kind.decision')}</li>
      <li><svg width="34" height="18" aria-hidden><path d="M1 9h26" className="pr-stroke" /><path d="M26 5l7 4-7 4z" fill="var(--hy-text3)" /></svg>{t('process.connector')}</li>
    </ul>
  )
}
