// Pictures as people send them along: a window with a table and a message in front of it, drawn from rectangles. Pure; no text is needed
// to see what they are.
import { crc32, deflateSync } from 'node:zlib'
import type { Dice } from './dice.ts'

type Colour = readonly [number, number, number]
const WIDTH = 640, HEIGHT = 400
const PAPER: Colour = [246, 247, 249], INK: Colour = [120, 128, 140], LINE: Colour = [221, 225, 230], WHITE: Colour = [255, 255, 255], RED: Colour = [197, 48, 48], SHADE: Colour = [205, 210, 217]
const BARS: readonly Colour[] = [[36, 76, 140], [22, 110, 96], [92, 60, 130], [140, 76, 30]]

/** A picture in PNG (RFC 2083), about 3 kB. */
export function drawScreen(dice: Dice): Buffer {
  const pixels = new Canvas(), bar = dice.pick(BARS), rows = dice.whole(6, 9)
  pixels.fill(0, 0, WIDTH, HEIGHT, PAPER)
  pixels.fill(0, 0, WIDTH, 34, bar)
  pixels.fill(14, 12, dice.whole(70, 130), 10, WHITE)
  pixels.fill(0, 34, 118, HEIGHT - 34, WHITE)
  for (let i = 0; i < 7; i++) pixels.fill(16, 54 + i * 28, dice.whole(40, 84), 8, i === 2 ? bar : SHADE)
  for (let row = 0; row < rows; row++) {
    const y = 56 + row * 36
    pixels.fill(132, y + 26, WIDTH - 148, 1, LINE)
    for (let column = 0; column < 5; column++) pixels.fill(138 + column * 96, y + 8, dice.whole(28, 76), 8, row === 0 ? INK : SHADE)
  }
  message(pixels, dice)
  return pixels.png()
}

function message(pixels: Canvas, dice: Dice): void {
  const x = dice.whole(190, 250), y = dice.whole(120, 160)
  pixels.fill(x - 3, y - 3, 306, 146, SHADE)
  pixels.fill(x, y, 300, 140, WHITE)
  pixels.fill(x, y, 300, 5, RED)
  pixels.fill(x + 20, y + 28, 26, 26, RED)
  pixels.fill(x + 31, y + 33, 4, 10, WHITE)
  pixels.fill(x + 31, y + 46, 4, 4, WHITE)
  for (let i = 0; i < 3; i++) pixels.fill(x + 62, y + 30 + i * 20, dice.whole(120, 210), 8, INK)
  pixels.fill(x + 214, y + 104, 66, 22, LINE)
}

class Canvas {
  readonly #rows = Buffer.alloc(HEIGHT * (1 + WIDTH * 3))

  fill(x: number, y: number, width: number, height: number, colour: Colour): void {
    const pixel = Buffer.from(colour), from = Math.max(0, x), to = Math.min(WIDTH, x + width)
    for (let row = Math.max(0, y); row < Math.min(HEIGHT, y + height); row++) {
      const start = row * (1 + WIDTH * 3) + 1
      this.#rows.fill(pixel, start + from * 3, start + to * 3)
    }
  }

  png(): Buffer {
    const size = Buffer.alloc(13)
    size.writeUInt32BE(WIDTH, 0)
    size.writeUInt32BE(HEIGHT, 4)
    // Eight bits, red green blue, no interlacing.
    size.set([8, 2, 0, 0, 0], 8)
    return Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), chunk('IHDR', size), chunk('IDAT', deflateSync(this.#rows)), chunk('IEND', Buffer.alloc(0))])
  }
}

function chunk(name: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(name, 'latin1'), data]), head = Buffer.alloc(4), check = Buffer.alloc(4)
  head.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(named))
  return Buffer.concat([head, named, check])
}
