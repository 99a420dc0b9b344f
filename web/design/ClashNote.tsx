// Somebody saved the same fields in between: both versions side by side, and one click for either.
import type { ReactNode } from 'react'
import type { Clash } from '../api/use-guarded-edit.ts'
import { useT } from '../i18n/i18n.ts'
import { Notice } from './Form.tsx'
import { Conflict } from './States.tsx'

export interface ClashNoteProps<F> { clash: Clash<F> | null; label: (field: keyof F & string) => ReactNode; /** How a value reads; default: as text. */ show?: (field: keyof F & string, value: unknown) => ReactNode }

const plain = (value: unknown): ReactNode => (value === null || value === undefined || value === '' ? '—' : Array.isArray(value) ? value.join(', ') : String(value))

export function ClashNote<F>({ clash, label, show }: ClashNoteProps<F>) {
  const t = useT()
  if (!clash) return null
  const side = (form: F) => <dl className="clash">{clash.fields.map((field) => <div key={field}><dt className="sm dim">{label(field)}</dt><dd>{show ? show(field, form[field]) : plain(form[field])}</dd></div>)}</dl>
  return (
    <div className="col" role="alert">
      <Notice kind="warn"><b>{t('web.clash.title')}</b> {t('web.clash.text')}</Notice>
      <Conflict mine={{ title: t('web.clash.mine'), children: side(clash.mine), action: t('web.clash.keep'), onChoose: clash.keepMine }} theirs={{ title: t('web.clash.theirs'), children: side(clash.theirs), action: t('web.clash.take'), onChoose: clash.takeTheirs }} />
    </div>
  )
}
