// The thread that reads messages. It may run out of memory or time: then it is thrown away, and only that message with it.
import { parentPort } from 'node:worker_threads'
import { parseHookFile } from './parse-hook.ts'
import { parseFile } from './parse-message.ts'
import type { ParseAnswer, ParseTask } from './parser-pool.ts'

parentPort!.on('message', (task: ParseTask) => {
  const { format = 'mime' } = task
  const reading = format === 'mime' ? parseFile(task.path, task.folder, task.maxBytes) : parseHookFile(task.path, format, task.maxBytes)
  reading.then(
    (message): ParseAnswer => ({ id: task.id, message, error: null }),
    (error: unknown): ParseAnswer => ({ id: task.id, message: null, error: error instanceof Error ? error.message : String(error) }),
  ).then((answer) => parentPort!.postMessage(answer))
})
