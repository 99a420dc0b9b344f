// A link inside the product: the router takes it over, and preloads the screen on hover and focus.
import { Link, type LinkComponentProps } from '@tanstack/react-router'
import type { AnchorHTMLAttributes } from 'react'

export interface AppLinkProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** An address as people may share it: `/cases/HY-1?view=mine#m3`. */
  to: string
  replace?: boolean
}

/** Splits an address into what the router wants; a repeated search key becomes a list. */
export function addressParts(to: string): { to: string; search: Record<string, string | string[]>; hash: string } {
  const url = new URL(to, 'http://here.invalid')
  const search: Record<string, string | string[]> = {}
  for (const key of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(key)
    search[key] = values.length > 1 ? values : values[0]!
  }
  return { to: url.pathname, search, hash: url.hash.slice(1) }
}

export function AppLink({ to, replace, children, ...rest }: AppLinkProps) {
  const target = addressParts(to) as Pick<LinkComponentProps, 'to' | 'search' | 'hash'>
  return <Link {...rest} {...target} replace={replace ?? false} preload="intent" activeProps={{}}>{children}</Link>
}
