// Where backups lie. A backup exists when its manifest does: whatever else lies there is left over from a run that was cut off.
// Contents of files lie beside the backups and are shared by them, so that each run adds only what is new.
import type { Readable } from 'node:stream'

export interface BackupTarget {
  /** As people know it, without secrets. */
  readonly label: string
  /** Says which installation the target belongs to; null: nobody has backed up there yet. */
  readOwner(): Promise<string | null>
  writeOwner(keyId: string): Promise<void>
  /** Names of complete backups, oldest first. */
  list(): Promise<string[]>
  /** Puts one object of a backup that is being made. */
  put(name: string, part: string, content: Readable): Promise<void>
  /** Makes the backup exist: from now on `list` names it. */
  publish(name: string, manifest: string): Promise<void>
  readManifest(name: string): Promise<string>
  read(name: string, part: string, bytes: number): Promise<Readable>
  remove(name: string): Promise<void>
  /** Removes what runs that were cut off left behind; returns how many. */
  sweep(): Promise<number>
  /** Identifiers of the contents that are there already. */
  blobs(): Promise<Set<string>>
  putBlob(id: string, content: Readable): Promise<void>
  readBlob(id: string): Promise<Readable>
  removeBlob(id: string): Promise<void>
}

/** Names sort by time and are safe as file names. */
export const NAME = /^\d{8}T\d{6}Z-[0-9a-f]{8}$/
export const backupName = (at: Date, id: string): string => `${at.toISOString().replace(/[-:]|\.\d+/g, '')}-${id.replaceAll('-', '').slice(-8)}`
