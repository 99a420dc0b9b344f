// The HTML part of a mail that was written as text. Pure.

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
/** Addresses become links; trailing punctuation, Chinese included, is none of theirs. */
const linked = (text: string): string => escape(text).replace(/https?:\/\/[^\s<>"，。；、）】]+/g, (found) => {
  const url = found.replace(/(?:[.,;:!?)\]]|&quot;|&gt;)+$/, '')
  return `<a href="${url}">${url}</a>${found.slice(url.length)}`
})

export function htmlOfText(text: string, footer: string): string {
  const paragraphs = text.trim().split(/\n{2,}/).map((p) => `<p style="margin:0 0 12px">${linked(p).replaceAll('\n', '<br>')}</p>`)
  return `<div style="font-size:14px;line-height:1.6">${paragraphs.join('')}<p style="margin:16px 0 0;color:#666;font-size:12px">${linked(footer).replaceAll('\n', '<br>')}</p></div>`
}
