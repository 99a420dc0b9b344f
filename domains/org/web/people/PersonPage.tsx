// One person: facts, posts, deputies, sign-in; leaving hands everything over first (§2.1).
import { useState } from 'react'
import { AdminNav } from '../../../../web/admin/AdminNav.tsx'
import { queryKey, useApi, useSubmit } from '../../../../web/api/queries.ts'
import { Button } from '../../../../web/design/Button.tsx'
import { toast } from '../../../../web/design/Feedback.tsx'
import { Notice, ProblemNote } from '../../../../web/design/Form.tsx'
import { Facts, Page, PageHead, Panel } from '../../../../web/design/Layout.tsx'
import { Avatar, Tone } from '../../../../web/design/Marks.tsx'
import { Loaded } from '../../../../web/design/States.tsx'
import { useT } from '../../../../web/i18n/i18n.ts'
import { useAddressParams } from '../../../../web/shell/address.ts'
import { useMay } from '../../../../web/shell/session.ts'
import { useNamedWindow } from '../../../../web/shell/use-screen-facts.ts'
import { orgApi } from '../../contract/api.ts'
import type { Person } from '../../contract/person.ts'
import { EditPerson } from './EditPerson.tsx'
import { LeavePerson } from './LeavePerson.tsx'
import { PersonAccount } from './PersonAccount.tsx'
import { PersonDeputies } from './PersonDeputies.tsx'
import { PersonPosts } from './PersonPosts.tsx'
import '../org.css'

export function PersonPage() {
  const t = useT(), { id = '' } = useAddressParams(), query = useApi(orgApi.getPerson, { params: { id } })
  useNamedWindow(query.data?.name)
  return <><AdminNav /><Page><Loaded query={query} rows={8} heading={t('org.person')}>{(person) => <Body person={person} />}</Loaded></Page></>
}

function Body({ person }: { person: Person }) {
  const t = useT(), seesAccount = useMay('access.accounts'), [open, setOpen] = useState<'edit' | 'leave' | null>(null), active = person.state === 'active'
  const enable = useSubmit(orgApi.enablePerson, { invalidates: [queryKey(orgApi.getPerson, { params: { id: person.id } }), orgApi.listPeople], onDone: () => toast(t('org.person.enabled', { name: person.name })) })
  return (
    <>
      <PageHead title={<span className="row"><Avatar name={person.name} size={26} /><span>{person.name}</span>{!active && <Tone kind="plain">{t('org.person-state.disabled')}</Tone>}</span>} crumbs={[{ label: t('org.page.people'), to: '/admin/people' }]}
        actions={active ? <><Button kind="quiet" onClick={() => setOpen('leave')}>{t('org.person.disable')}</Button><Button onClick={() => setOpen('edit')}>{t('org.edit')}</Button></> : <Button busy={enable.busy} onClick={() => { void enable.submit({ params: { id: person.id }, ifMatch: person.version }) }}>{t('org.person.enable')}</Button>} />
      {!active && <Notice>{t('org.person.disabled.note')}</Notice>}<ProblemNote problem={enable.problem} />
      <div className="org-two">
        <div className="col">{person.kind === 'staff' ? <PersonPosts person={person} /> : <Panel title={t('org.posts')}><p className="sm t2">{t('org.person.internal.note')}</p></Panel>}</div>
        <div className="col">
          <Panel title={t('org.person.facts')}><Facts labelWidth={110} rows={[
            [t('org.person.kind'), t(`org.person-kind.${person.kind}`)], [t('org.person.email'), person.email ?? '—'], [t('org.person.phone'), person.phone ? <a key="p" className="num" href={`tel:${person.phone.replace(/[^+\d]/g, '')}`}>{person.phone}</a> : '—'],
            [t('org.person.unit'), person.unit?.name ?? '—'], [t('org.person.department'), person.department ?? '—'], [t('org.person.languages'), person.languages.join(', ') || '—'], [t('org.person.skills'), person.skills.join('，') || '—'],
          ]} /></Panel>
          {person.kind === 'staff' && <PersonDeputies person={person} />}{seesAccount && <PersonAccount id={person.id} name={person.name} />}
        </div>
      </div>
      {open === 'edit' && <EditPerson person={person} onClose={() => setOpen(null)} />}{open === 'leave' && <LeavePerson person={person} onClose={() => setOpen(null)} />}
    </>
  )
}
