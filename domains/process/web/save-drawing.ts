// The drawing as a file that stands alone: what the page's styles say of each part is written into it.
const STYLES = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'opacity'] as const

/** Saves the drawing on the page as an SVG file. */
export function saveDrawing(name: string): void {
  const shown = document.querySelector<SVGSVGElement>('#process-drawing')
  if (!shown) return
  const copy = shown.cloneNode(true) as SVGSVGElement, from = [...shown.querySelectorAll('*')]
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  for (const [i, part] of [...copy.querySelectorAll('*')].entries()) {
    const style = getComputedStyle(from[i]!)
    for (const key of STYLES) { const value = style.getPropertyValue(key); if (value) part.setAttribute(key, value) }
    for (const key of ['class', 'style', 'tabindex', 'role', 'aria-pressed']) part.removeAttribute(key)
  }
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([copy.outerHTML], { type: 'image/svg+xml' }))
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
