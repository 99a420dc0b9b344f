// The search part of an address as plain words: `?v=1.30&id=007` keeps its zeros; a repeated key is a list.

export type SearchWords = Record<string, string | string[]>

export function readSearch(text: string): SearchWords {
  const words: SearchWords = {}
  for (const [key, value] of new URLSearchParams(text)) {
    const before = words[key]
    words[key] = before === undefined ? value : Array.isArray(before) ? [...before, value] : [before, value]
  }
  return words
}

export function writeSearch(search: Readonly<Record<string, unknown>>): string {
  const params = new URLSearchParams()
  for (const [key, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined && one !== null && one !== '') params.append(key, String(one))
  }
  const text = params.toString()
  return text ? `?${text}` : ''
}
