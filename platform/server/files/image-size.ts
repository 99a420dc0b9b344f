// Width and height from the first bytes of a picture, so that a page can leave room for it. Pure; null when unknown.

export interface Size { width: number; height: number }

/** `head`: at least the first 64 KiB of the file (a JPEG may carry a preview before its frame). */
export function imageSize(head: Buffer, contentType: string): Size | null {
  const read = { 'image/png': png, 'image/gif': gif, 'image/jpeg': jpeg, 'image/webp': webp }[contentType]
  const size = read?.(head) ?? null
  return size && size.width > 0 && size.height > 0 ? size : null
}

function png(b: Buffer): Size | null {
  return b.length >= 24 && b.toString('latin1', 12, 16) === 'IHDR' ? { width: b.readUInt32BE(16), height: b.readUInt32BE(20) } : null
}

function gif(b: Buffer): Size | null {
  return b.length >= 10 ? { width: b.readUInt16LE(6), height: b.readUInt16LE(8) } : null
}

function jpeg(b: Buffer): Size | null {
  for (let at = 2; at + 9 < b.length && b[at] === 0xff;) {
    const marker = b[at + 1]!
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return { height: b.readUInt16BE(at + 5), width: b.readUInt16BE(at + 7) }
    at += 2 + b.readUInt16BE(at + 2)
  }
  return null
}

function webp(b: Buffer): Size | null {
  const kind = b.length >= 30 ? b.toString('latin1', 12, 16) : ''
  if (kind === 'VP8X') return { width: b.readUIntLE(24, 3) + 1, height: b.readUIntLE(27, 3) + 1 }
  if (kind === 'VP8 ') return { width: b.readUInt16LE(26) & 0x3fff, height: b.readUInt16LE(28) & 0x3fff }
  if (kind !== 'VP8L') return null
  const bits = b.readUInt32LE(21)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
