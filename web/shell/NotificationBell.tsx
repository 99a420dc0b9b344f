// The bell: how many notices are unread, and the list of them at the side.
import { Bell, CheckCheck } from 'lucide-react'
import { useState } from 'react'
import { notifyApi, type Notification } from '../../platform/contract/notify.ts'
import { queryKey, useApi, useApiPages, useSubmit } from '../api/queries.ts'
import { Button } from '../design/Button.tsx'
import { Drawer } from '../design/Dialog.tsx'
import { Empty, ErrorState, Loading } from '../design/States.tsx'
import { RelativeTime } from '../design/Text.tsx'
import { useT } from '../i18n/i18n.ts'
import { useLive } from '../live/live.ts'
import { useGo } from './address.ts'
import { useSession } from './session.ts'
import './frame.css'

export function NotificationBell({ size = 16 }: { size?: number }) {
  const t = useT(), { person } = useSession(), [open, setOpen] = useState(false)
  const newest = useApi(notifyApi.list, { query: { limit: 1 } }), unread = newest.data?.unread ?? 0
  useLive([`notifications:${person.id}`], [queryKey(notifyApi.list)])
  return (
    <>
      <button type="button" className="ib bell" aria-label={unread > 0 ? t('web.frame.notifications-unread', { count: unread }) : t('web.frame.notifications')} onClick={() => setOpen(true)}>
        <Bell size={size} />{unread > 0 && <span className="bell-n num" aria-hidden>{unread > 99 ? '99+' : unread}</span>}
      </button>
      <Drawer open={open} onClose={() => setOpen(false)} title={t('web.frame.notifications')}>{open && <Notices unread={unread} onGo={() => setOpen(false)} />}</Drawer>
    </>
  )
}

function Notices({ unread, onGo }: { unread: number; onGo: () => void }) {
  const t = useT(), list = useApiPages(notifyApi.list, { query: { limit: 30 } })
  const read = useSubmit(notifyApi.read, { invalidates: [notifyApi.list] })
  if (list.isPending) return <Loading rows={5} rowHeight={56} />
  if (list.error) return <ErrorState error={list.error} onRetry={() => { void list.refetch() }} />
  if (list.items.length === 0) return <Empty kind="good" title={t('web.notices.empty')} text={t('web.notices.empty-text')} />
  return (
    <div className="col">
      {unread > 0 && <div><Button size="small" busy={read.busy} icon={<CheckCheck size={14} />} onClick={() => { void read.submit({ body: { all: true } }) }}>{t('web.notices.read-all')}</Button></div>}
      <ul className="notices">{list.items.map((notice) => <Notice key={notice.id} notice={notice} onOpen={() => { onGo(); if (!notice.readAt) void read.submit({ body: { ids: [notice.id] } }) }} />)}</ul>
      {list.hasNextPage && <Button busy={list.isFetchingNextPage} onClick={list.loadMore}>{t('web.more')}</Button>}
    </div>
  )
}

function Notice({ notice, onOpen }: { notice: Notification; onOpen: () => void }) {
  const t = useT(), go = useGo()
  const open = () => { onOpen(); if (notice.url) go(notice.url.replace(/^\/portal(?=\/|$)/, '') || '/') }
  return (
    <li>
      <button type="button" className={`notice-row${notice.readAt ? '' : ' unread'}`} onClick={open}>
        <span className="row g6">{!notice.readAt && <i className="undot"><span className="sr">{t('web.notices.unread')}</span></i>}<b className={notice.urgent ? 'bad' : ''}>{notice.title}</b><span className="sp" /><span className="sm dim"><RelativeTime at={notice.createdAt} /></span></span>
        {notice.body && <span className="sm t2">{notice.body}</span>}
      </button>
    </li>
  )
}
