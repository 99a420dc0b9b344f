// One picture per place of the rail.
import { BookOpenText, Building2, ChartColumn, FileCheck2, GraduationCap, Inbox, ShieldCheck, Siren, Wrench, type LucideIcon } from 'lucide-react'
import type { RailId } from '../screens.ts'

export const railIcons: Record<RailId, LucideIcon> = {
  cases: Inbox, knowledge: BookOpenText, emergency: Siren, upkeep: Wrench, customers: Building2, reports: ChartColumn, handbook: FileCheck2, training: GraduationCap, policies: ShieldCheck,
}
