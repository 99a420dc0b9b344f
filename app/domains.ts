// The product: its domains, upstream first. A domain may know those before it, never those after it.
import type { DomainModule } from '../platform/server/module.ts'

export const domains: readonly DomainModule[] = []
