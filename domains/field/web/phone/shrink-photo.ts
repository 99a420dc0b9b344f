// Photos of a phone are several megabytes; 1600 px are enough to see a cabinet.
const LONGEST = 1600

/** At most 1600 px long, as JPEG, without the place that a camera writes into it; what the browser cannot read travels as it is. */
export async function shrunkPhoto(file: File): Promise<Blob> {
  const bitmap = await createImageBitmap(file).catch(() => null)
  if (!bitmap) return file
  const scale = Math.min(1, LONGEST / Math.max(bitmap.width, bitmap.height)), canvas = new OffscreenCanvas(Math.max(1, Math.round(bitmap.width * scale)), Math.max(1, Math.round(bitmap.height * scale)))
  canvas.getContext('2d')!.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.85 })
}
