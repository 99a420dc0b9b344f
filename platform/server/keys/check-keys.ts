// Are the key files beside the database the ones it was written with? A start without them would make new keys in silence, and
// nothing that was sealed before would ever open again: so it is refused, in words (§7.4).
import { rmSync } from 'node:fs'
import type { Kysely } from 'kysely'
import { eventMac } from '../audit-chain.ts'
import type { FieldCipher } from '../field-cipher.ts'
import { KeyError, keyFolder, masterPath } from './key-ring.ts'
import { isMigrated, newestEvent, readKeyMark, writeKeyMark, type KeyMark } from './key-store.ts'

const PROBE = 'houyuan', PLACE = 'platform_state.probe:keys:mark'

interface Keyed { cipher: FieldCipher; config: { dataDir: string } }

/** @throws KeyError when the keys are missing, of another installation, or older than the database */
export async function checkKeys({ cipher, config }: Keyed, db: Kysely<unknown>): Promise<void> {
  if (!await isMigrated(db)) return
  const mark = await readKeyMark(db)
  if (mark === null) {
    const event = await newestEvent(db)
    // An installation from before the mark: the proofs in its event log tell as well.
    if (event?.mac && !eventMac(cipher.auditKey, event).equals(event.mac)) throw refused(cipher, config.dataDir)
    await writeKeyMark(db, markOf(cipher))
    return
  }
  if (mark.master !== cipher.fingerprint(PROBE, 'keys.mark')) throw refused(cipher, config.dataDir)
  for (const version of mark.versions) cipher.fileKey(version)
}

export const markOf = (cipher: FieldCipher): KeyMark => ({
  master: cipher.fingerprint(PROBE, 'keys.mark'), versions: [1, ...cipher.files().keys.map((k) => k.version)], probe: cipher.seal(PROBE, PLACE),
})

/** Whether these keys open what the database sealed as its probe. */
export function opensProbe(cipher: FieldCipher, mark: KeyMark): boolean {
  try { return cipher.open(mark.probe, PLACE) === PROBE } catch { return false }
}

function refused(cipher: FieldCipher, dataDir: string): KeyError {
  const path = masterPath(dataDir)
  if (!cipher.isNew) {
    return new KeyError(`密钥文件与数据库不匹配：${path}。请放回这个数据库原来的密钥文件夹 ${keyFolder(dataDir)}，或用 npm run houyuan -- restore 从备份恢复到空的安装。`,
      `The key file does not belong to this database: ${path}. Put back the folder ${keyFolder(dataDir)} that the database was written with, or restore a backup into an empty installation with npm run houyuan -- restore.`)
  }
  // The key that was made a moment ago protects nothing, and would hide the loss at the next start.
  rmSync(path, { force: true })
  return new KeyError(`密钥文件丢失：${path}。没有它，加密的数据无法读取。请从备份放回密钥文件夹，或用 npm run houyuan -- restore 从备份（含密封的密钥）恢复到空的安装。`,
    `The key file is lost: ${path}. Without it nothing that was sealed can be read. Put the folder of the keys back, or restore a backup, which has the keys sealed inside, into an empty installation with npm run houyuan -- restore.`)
}
