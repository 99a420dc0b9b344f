// The contributions of this entry, for the parts of the frame that draw them.
import { createContext, useCallback, useContext } from 'react'
import type { ScreenSet } from '../screens.ts'
import { may, SessionContext } from './session.ts'

export const ScreenSets = createContext<readonly ScreenSet[]>([])
export const useScreenSets = (): readonly ScreenSet[] => useContext(ScreenSets)

/** Tests a permission of the person, for functions that filter lists. */
export function useAllowed(): (permission: string | undefined) => boolean {
  const session = useContext(SessionContext)
  return useCallback((permission) => may(session, permission), [session])
}
