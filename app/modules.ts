// Everything the product is made of: the parts of the platform that add tables and addresses, then the domains.
import type { DomainModule } from '../platform/server/module.ts'
import { domains } from './domains.ts'

export const platformParts: readonly DomainModule[] = []

export const modules: readonly DomainModule[] = [...platformParts, ...domains]
