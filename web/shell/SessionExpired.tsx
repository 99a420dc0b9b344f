// The session ended under an open page: the page stays, sign-in happens beside it.
import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useReducer } from 'react'
import { sessionApi } from '../../platform/contract/access-session.ts'
import { call } from '../api/call.ts'
import { queryKey } from '../api/queries.ts'
import { noteSignedIn, useSignedOut } from '../api/signed-out.ts'
import { Button } from '../design/Button.tsx'
import { Dialog } from '../design/Dialog.tsx'
import { useT } from '../i18n/i18n.ts'

export function SessionExpired() {
  const t = useT(), [round, again] = useReducer((n: number) => n + 1, 0), expired = useSignedOut(), client = useQueryClient(), router = useRouter()
  useEffect(() => {
    if (!expired) return
    const look = () => {
      if (document.visibilityState !== 'visible') return
      void call(sessionApi.current).then((session) => {
        noteSignedIn()
        client.setQueryData(queryKey(sessionApi.current), session)
        return client.invalidateQueries()
      }, () => { /* still signed out: the dialog stays */ })
    }
    addEventListener('focus', look)
    document.addEventListener('visibilitychange', look)
    return () => { removeEventListener('focus', look); document.removeEventListener('visibilitychange', look) }
  }, [expired, client])
  const signIn = () => { window.open(`${router.basepath === '/' ? '' : router.basepath}/sign-in?then=close`, '_blank', 'noopener') }
  // It comes back when it is closed: without a session nothing here can go on.
  return <Dialog key={round} open={expired} onClose={again} title={t('web.expired.title')} footer={<Button kind="primary" onClick={signIn}>{t('web.expired.sign-in')}</Button>}>{t('web.expired.text')}</Dialog>
}
