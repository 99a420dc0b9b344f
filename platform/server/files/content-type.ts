// What a file is: its bytes decide, the sender's word only where bytes say nothing (RX-20). Pure.

/** Types without a signature of their own that a sender may declare. */
const DECLARABLE = new Set(['text/plain', 'text/csv', 'text/markdown', 'text/calendar', 'text/vcard', 'text/html', 'text/xml', 'application/json', 'application/xml', 'image/svg+xml', 'message/rfc822', 'application/pkcs7-signature', 'application/x-pkcs7-signature', 'application/pgp-signature', 'application/pgp-encrypted'])
/** Containers whose inner type only the sender knows: signature -> what may be declared. */
const CONTAINERS: Record<string, RegExp> = {
  'application/x-cfb': /^application\/(msword|vnd\.ms-(excel|powerpoint|outlook|project)|vnd\.visio|x-visio)$/,
  'application/zip': /^application\/(vnd\.openxmlformats-officedocument\.[a-z.]+|vnd\.oasis\.opendocument\.[a-z]+|epub\+zip|x-zip-compressed)$/,
  'application/xml': /^(image\/svg\+xml|text\/xml)$/,
}
const SAFE_INLINE = new Set(['image/png', 'image/jpeg', 'image/gif', 'image/webp', 'image/bmp', 'image/avif', 'application/pdf', 'text/plain'])
const PROGRAMS = new Set(['application/x-msdownload', 'application/x-elf', 'application/x-mach-binary', 'application/vnd.microsoft.portable-executable', 'application/x-executable', 'application/java-vm', 'application/x-ms-shortcut', 'application/x.ms.shortcut', 'application/vnd.android.package-archive', 'application/x-msi'])

/** The type that the product goes by. `sniffed`: from the signature, null when there is none; `isText`: valid UTF-8 without NUL. */
export function contentTypeOf(sniffed: string | null, declared: string, isText: boolean): string {
  const said = declared.split(';')[0]!.trim().toLowerCase()
  if (sniffed) return CONTAINERS[sniffed]?.test(said) ? said : sniffed
  if (DECLARABLE.has(said)) return said.startsWith('text/') && !isText && said !== 'text/html' ? 'application/octet-stream' : said
  return isText ? 'text/plain' : 'application/octet-stream'
}

/** True when a browser may show it in place; everything else is a download. */
export const isSafeInline = (contentType: string): boolean => SAFE_INLINE.has(contentType)

/** True for programs and for names that the administrator refuses; a trailing dot or space hides nothing. */
export function isBlocked(name: string, contentType: string, extensions: readonly string[]): boolean {
  const extension = /\.([^.]+)$/.exec(name.toLowerCase().replace(/[.\s]+$/, ''))?.[1] ?? ''
  return PROGRAMS.has(contentType) || extensions.includes(extension)
}

/** A name that is safe in a header and in a folder: no path, no control or direction characters, at most 200 characters. */
export function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- naming the control characters is the point
  const plain = name.normalize('NFC').replace(/[\u0000-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').split(/[/\\]/).at(-1)!.trim()
  if (plain === '' || /^\.+$/.test(plain)) return 'file'
  const characters = [...plain]
  if (characters.length <= 200) return plain
  const extension = /\.[^.\s]{1,12}$/.exec(plain)?.[0] ?? ''
  return characters.slice(0, 200 - extension.length).join('') + extension
}
