// Live data in components: topics to query keys, who else is here, whether the line stands.
import { useQueryClient, type QueryKey } from '@tanstack/react-query'
import { createContext, useCallback, useContext, useEffect, useEffectEvent, useState, useSyncExternalStore } from 'react'
import type { PresentPerson } from '../../platform/contract/live.ts'
import { setBusinessTime } from '../design/server-clock.ts'
import { LiveClient, type LiveSocket, type SocketHeard } from './live-client.ts'

function openSocket(heard: SocketHeard): LiveSocket {
  const socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/api/v1/live`)
  socket.addEventListener('open', heard.opened)
  socket.addEventListener('message', (event) => heard.message(String(event.data)))
  socket.addEventListener('close', (event) => heard.closed(event.code))
  return socket
}

export const createLiveClient = (): LiveClient => new LiveClient({
  open: openSocket, random: Math.random, time: setBusinessTime,
  later: (run, ms) => { const timer = setTimeout(run, ms); return () => clearTimeout(timer) },
})

export const LiveContext = createContext<LiveClient | null>(null)

/** Events come in bursts (one act, several facts); they are answered by one refetch. */
const SETTLE = 120

/** While the component is on screen, an event on any of the topics makes the replies under the keys stale. */
export function useLive(topics: readonly string[], keys: readonly QueryKey[]): void {
  const client = useQueryClient()
  const keyText = JSON.stringify(keys)
  const refresh = useCallback(() => {
    for (const queryKey of JSON.parse(keyText) as QueryKey[]) void client.invalidateQueries({ queryKey })
  }, [client, keyText])
  useLiveEvent(topics, refresh)
}

/** Runs `heard` after events on the topics, at most once per burst. */
export function useLiveEvent(topics: readonly string[], heard: () => void): void {
  const live = useContext(LiveContext), topicText = [...topics].sort().join('\n'), tell = useEffectEvent(heard)
  useEffect(() => {
    if (!live || topicText === '') return
    const wanted = new Set(topicText.split('\n'))
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => { timer ??= setTimeout(() => { timer = undefined; tell() }, SETTLE) }
    const offs = [live.subscribe([...wanted]), live.onEvent((hit) => { if (hit.some((topic) => wanted.has(topic))) soon() }), live.onReset(soon)]
    return () => { clearTimeout(timer); for (const off of offs) off() }
  }, [live, topicText])
}

export interface Presence { /** Others, never oneself. */ people: readonly PresentPerson[]; setTyping: (typing: boolean) => void }

/** Says that this person looks at the record, and who else does. */
export function usePresence(topic: string, ownId: string): Presence {
  const live = useContext(LiveContext)
  const [people, setPeople] = useState<readonly PresentPerson[]>([])
  useEffect(() => {
    if (!live) return
    const offs = [live.subscribe([topic]), live.onPresence(topic, setPeople)]
    live.setPresence(topic, 'viewing')
    return () => { live.setPresence(topic, 'left'); for (const off of offs) off(); setPeople([]) }
  }, [live, topic])
  const setTyping = useCallback((typing: boolean) => live?.setPresence(topic, typing ? 'typing' : 'viewing'), [live, topic])
  return { people: people.filter((person) => person.id !== ownId), setTyping }
}

const never = () => () => {}
/** Whether changes of others arrive by themselves right now. */
export function useLiveConnected(): boolean {
  const live = useContext(LiveContext)
  return useSyncExternalStore(live ? (heard) => live.onState(heard) : never, () => live?.connected ?? false, () => false)
}
