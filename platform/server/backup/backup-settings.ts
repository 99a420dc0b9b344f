// What the administrator decides about backups (§7.4, R7.4-2; Annex 2: J-25, J-26).
import { z } from 'zod'
import { defineSetting } from '../module.ts'

const count = (key: string, least: number, most: number, value: number) => defineSetting({ key, group: 'backup', clause: '§7.4', schema: z.int().min(least).max(most), default: value })

export const BackupEnabled = defineSetting({ key: 'backup.enabled', group: 'backup', clause: '§7.4', schema: z.boolean(), default: true })
/** Empty: `<data>/backups`. Sealed, since an address of a store carries its secret. */
export const Target = defineSetting({ key: 'backup.target', group: 'backup', schema: z.string().max(1000), default: '', secret: true })
export const KeepDaily = count('backup.keep-daily', 1, 366, 7)
export const KeepWeekly = count('backup.keep-weekly', 0, 260, 5)
export const KeepMonthly = count('backup.keep-monthly', 0, 120, 12)
/** `each`: every scheduled backup is restored aside as soon as it is made. `weekly`: only the newest, once a week. */
export const TestHow = defineSetting<'each' | 'weekly' | 'off'>({ key: 'backup.restore-test', group: 'backup', clause: '§7.4', schema: z.enum(['each', 'weekly', 'off']), default: 'each' })
/** Hours after which the data of the last proven backup counts as too old. */
export const AlarmHours = count('backup.alarm-hours', 1, 24 * 90, 36)

export const backupSettings = [BackupEnabled, Target, KeepDaily, KeepWeekly, KeepMonthly, TestHow, AlarmHours]
