// Words for the person at the terminal, in Chinese and English: at this point nothing is known about who reads.

/** A failure that is explained; the bootstrap prints it without a stack. */
export class BootstrapError extends Error {
  /** @param {string} zh @param {string} en @param {string} [detail] */
  constructor(zh, en, detail) {
    super(`${zh}\n${en}${detail ? `\n\n${detail}` : ''}`)
    this.name = 'BootstrapError'
  }
}

/** @param {string} zh @param {string} en */
export function say(zh, en) {
  process.stdout.write(`${zh} ${en}\n`)
}

/**
 * Shows that something goes on: a moving line on a terminal, a plain line every five seconds elsewhere.
 * @template T
 * @param {string} zh @param {string} en @param {Promise<T>} work
 * @returns {Promise<T>}
 */
export async function showProgress(zh, en, work) {
  const began = Date.now()
  const terminal = process.stdout.isTTY === true
  const seconds = () => Math.round((Date.now() - began) / 1000)
  const frames = ['|', '/', '-', '\\']
  let turn = 0
  const show = () => {
    if (terminal) process.stdout.write(`\r\x1b[2K${frames[turn++ % 4]} ${zh} ${en} ${seconds()} s`)
    else process.stdout.write(`${zh} ${en} ${seconds()} s\n`)
  }
  show()
  const timer = setInterval(show, terminal ? 250 : 5000)
  try {
    return await work
  } finally {
    clearInterval(timer)
    process.stdout.write(`${terminal ? '\r\x1b[2K' : ''}${zh} ${en} ${seconds()} s\n`)
  }
}
