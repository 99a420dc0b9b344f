// Worker threads that read messages, one message at a time each, with a budget of time and memory.
import { Worker } from 'node:worker_threads'
import type { ReceivedFormat } from '../intake/received-store.ts'
import type { ParsedMessage } from './parsed-message.ts'

export interface ParseTask { id: number; path: string; folder: string; maxBytes: number; format?: ReceivedFormat }
export type ParseAnswer = { id: number; message: ParsedMessage; error: null } | { id: number; message: null; error: string }

/** Why a message could not be read: it broke the reader, or a budget. */
export class Unreadable extends Error {
  readonly reason: 'parse-failed' | 'parse-time' | 'parse-memory'
  constructor(reason: Unreadable['reason'], detail: string) { super(detail); this.name = 'Unreadable'; this.reason = reason }
}

/** Heap of a reader in MB; bytes of the message itself and of attachments are outside the heap. */
const HEAP_MB = 384

class Reader {
  #worker: Worker | null = null
  #tasks = 0
  /** Rejects what is under way when the pool stops. */
  #interrupt: ((error: Error) => void) | null = null

  async read(task: Omit<ParseTask, 'id'>, timeoutMs: number): Promise<ParsedMessage> {
    const worker = this.#worker ??= this.#start()
    const id = ++this.#tasks
    let timer: NodeJS.Timeout | undefined
    try {
      return await new Promise<ParsedMessage>((resolve, reject) => {
        this.#interrupt = reject
        timer = setTimeout(() => reject(new Unreadable('parse-time', `reading took longer than ${timeoutMs / 1000} s`)), timeoutMs)
        worker.on('message', (answer: ParseAnswer) => {
          if (answer.id !== id) return
          if (answer.message) resolve(answer.message)
          else reject(new Unreadable('parse-failed', answer.error ?? 'unknown'))
        })
        worker.on('error', (error: NodeJS.ErrnoException) => reject(new Unreadable(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'parse-memory' : 'parse-failed', error.message)))
        worker.on('exit', (code) => reject(new Unreadable('parse-failed', `the reader ended with ${code}`)))
        worker.postMessage({ ...task, id })
      })
    } catch (error) {
      if (!(error instanceof Unreadable) || error.reason !== 'parse-failed' || worker.threadId === -1) await this.stop()
      throw error
    } finally {
      clearTimeout(timer)
      this.#interrupt = null
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
      // A late error of a worker that is being thrown away must not end the process.
      worker.on('error', () => undefined)
    }
  }

  #start(): Worker {
    const worker = new Worker(new URL('./parse-worker.ts', import.meta.url), { resourceLimits: { maxOldGenerationSizeMb: HEAP_MB }, execArgv: [], stdout: false, env: {} })
    worker.unref()
    return worker
  }

  async stop(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    this.#interrupt?.(new Error('the reader stops'))
    await worker?.terminate()
  }
}

export interface ParserPool {
  /** @throws Unreadable */
  parse(task: Omit<ParseTask, 'id'>, timeoutMs: number): Promise<ParsedMessage>
  stop(): Promise<void>
}

export function openParserPool(size: number): ParserPool {
  const idle = Array.from({ length: size }, () => new Reader()), all = [...idle]
  const waiting: ((reader: Reader) => void)[] = []
  const take = (): Promise<Reader> => {
    const reader = idle.pop()
    return reader ? Promise.resolve(reader) : new Promise((resolve) => { waiting.push(resolve) })
  }
  const giveBack = (reader: Reader): void => { const next = waiting.shift(); if (next) next(reader); else idle.push(reader) }
  return {
    async parse(task, timeoutMs) {
      const reader = await take()
      try { return await reader.read(task, timeoutMs) } finally { giveBack(reader) }
    },
    async stop() { await Promise.all(all.map((r) => r.stop())) },
  }
}
