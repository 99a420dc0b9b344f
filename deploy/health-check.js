// Health of the process in this container: `web` and `all` answer /healthz, a `worker` takes mail, or at least lives.
import { createConnection } from 'node:net'

const { HOUYUAN_ROLE: role = 'all', PORT: port = '8080', HOUYUAN_SMTP_IN: mail = '' } = process.env

/** @param {boolean} well */
const say = (well) => process.exit(well ? 0 : 1)

if (role !== 'worker') {
  fetch(`http://127.0.0.1:${port}/healthz`, { signal: AbortSignal.timeout(3_000) }).then((reply) => say(reply.ok), () => say(false))
} else if (mail) {
  const socket = createConnection({ host: '127.0.0.1', port: Number(mail.split(':').at(-1)) })
  socket.setTimeout(3_000, () => say(false))
  // A server that greets is one that works off its queue.
  socket.once('data', (greeting) => say(greeting.toString().startsWith('220')))
  socket.once('error', () => say(false))
} else say(true)
