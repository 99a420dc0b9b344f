// What the administrator decides about files (RX-20).
import { z } from 'zod'
import { defineSetting } from '../module.ts'

/** Extensions that run on a double click somewhere; none of them is needed to describe a problem. */
const RUNS_ON_CLICK = ['exe', 'com', 'scr', 'pif', 'cpl', 'bat', 'cmd', 'vb', 'vbs', 'vbe', 'js', 'jse', 'ws', 'wsf', 'wsh', 'hta', 'msi', 'msp', 'msc', 'lnk', 'reg', 'ps1', 'psm1', 'jar', 'app', 'apk', 'dmg', 'iso', 'scf', 'inf', 'gadget', 'chm']

export const MaxFileBytes = defineSetting({
  key: 'files.max-bytes', group: 'files', schema: z.number().int().min(100_000).max(100 * 1024 * 1024), default: 50 * 1024 * 1024,
})
export const BlockedExtensions = defineSetting({
  key: 'files.blocked-extensions', group: 'files', schema: z.array(z.string().regex(/^[a-z0-9]{1,12}$/)).max(200), default: RUNS_ON_CLICK,
})
/** Hours after which a file that was uploaded and never attached is removed. */
export const DraftHours = defineSetting({ key: 'files.draft-hours', group: 'files', schema: z.number().int().min(1).max(24 * 90), default: 24 * 7 })
/** Empty: no scan. `clamd:<host>:<port>` or `clamd:<socket path>`; otherwise a command that gets the path as its last argument (exit 0 clean, 1 infected). */
export const MalwareScanner = defineSetting({
  key: 'files.malware-scanner', group: 'files', schema: z.string().max(500), default: '',
})
