// Which roles lead a unit, by its tier (§1.1).
import type { Tier } from '../../contract/unit.ts'

export const LEADING: Record<Tier, readonly string[]> = { frontline: ['lead'], region: ['regional-manager', 'lead'], hq: ['hq-manager', 'lead'] }
