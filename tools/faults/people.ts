// People at work while things break: they open cases, write, send mails, and try again with the same key when nobody answers.
import { randomUUID } from 'node:crypto'
import { createConnection } from 'node:net'
import { createTransport } from 'nodemailer'
import type { Deed, Deeds } from './deeds.ts'
import type { Installation } from './installation.ts'

const REQUEST_MS = 8_000, AGAIN_MS = 40
/** What a person needs between two deeds, at most. */
const PACE_MS = 250
/** Some people do not come back: what they asked for may have happened once, or not. */
const GIVE_UP = 0.15

export interface People {
  /** Nobody begins anything new; whoever still waits for an answer keeps trying until it comes. */
  finish(): Promise<void>
  /** Answers that no honest server gives (500, a body that is no JSON); empty when all is well. */
  readonly complaints: string[]
}

const LETTERS = 3, REPORTERS = 4, WRITERS = 3

/** `at`: where the product is reached, also through a balancer. */
export function sendPeople(at: Pick<Installation, 'address' | 'smtpPort'>, deeds: Deeds): People {
  const complaints: string[] = [], cases: string[] = []
  let working = true
  const loop = async (work: () => Promise<void>): Promise<void> => { while (working) { await work(); await pause(PACE_MS * Math.random()) } }
  const report = async (): Promise<void> => {
    const deed = deeds.begin('case')
    const made = await untilDone(deed, () => post(at, '/cases', deed.token, { title: deed.token, description: '断电演练 fault rehearsal', channel: 'portal', serviceLine: 'technical-support', problemClass: 'system-fault', urgency: 'high', impact: 'whole-enterprise', complexity: 'medium' }, 'c1', complaints))
    if (made) cases.push((made as { id: string }).id)
  }
  const write = async (): Promise<void> => {
    const to = cases[Math.floor(Math.random() * cases.length)]
    if (!to) return
    const deed = deeds.begin('message')
    await untilDone(deed, () => post(at, `/cases/${to}/messages`, deed.token, { visibility: 'public', body: deed.token }, 'c1', complaints))
  }
  const mail = async (): Promise<void> => {
    const deed = deeds.begin('mail')
    await untilDone(deed, () => deliver(at.smtpPort, deed))
  }
  const upload = async (): Promise<void> => {
    const to = cases[Math.floor(Math.random() * cases.length)]
    if (to) await breakOffUpload(new URL(at.address), to)
    await pause(200)
  }
  const busy = [...Array.from({ length: REPORTERS }, () => loop(report)), ...Array.from({ length: WRITERS }, () => loop(write)), ...Array.from({ length: LETTERS }, () => loop(mail)), loop(upload)]
  return { complaints, async finish() { working = false; await Promise.all(busy) } }
}

/** Tries until it is told that it is done; the patient go on for ever, the others leave after the first failure. */
async function untilDone(deed: Deed, attempt: () => Promise<unknown>): Promise<unknown> {
  const patient = Math.random() > GIVE_UP
  for (;;) {
    deed.attempts++
    const answer = await attempt().catch(() => null)
    if (answer !== null) { deed.acknowledged = true; return answer }
    if (!patient) return null
    await pause(AGAIN_MS)
  }
}

/** The answer; null when it has to be tried again. */
async function post(at: Pick<Installation, 'address'>, path: string, key: string, body: unknown, who: string, complaints: string[]): Promise<unknown> {
  const reply = await fetch(`${at.address}/api/v1${path}`, { method: 'POST', headers: { authorization: `Bearer acceptance-${who}`, 'content-type': 'application/json', 'idempotency-key': key }, body: JSON.stringify(body), signal: AbortSignal.timeout(REQUEST_MS) })
  const text = await reply.text()
  if (reply.ok) return JSON.parse(text) as unknown
  // Away or busy, or the first try is still being worked on: a polite client comes again.
  if (reply.status === 503 || reply.status === 429 || reply.status === 409) return null
  if (complaints.length < 20) complaints.push(`${path}: ${reply.status} ${text.slice(0, 200)}`)
  return null
}

/** As a mail server does it: the same message again until it is accepted. */
async function deliver(port: number, deed: Deed): Promise<unknown> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true, connectionTimeout: REQUEST_MS, greetingTimeout: REQUEST_MS, socketTimeout: REQUEST_MS })
  try {
    return await transport.sendMail({ from: `"${deed.token}" <${deed.token}@outside.example>`, to: 'support@houyuan.example', subject: deed.token, messageId: `<${deed.token}@outside.example>`, date: new Date(0), text: '系统打不开。' })
  } finally { transport.close() }
}

/** Half of a request with a file, then the line goes dead. */
function breakOffUpload(server: URL, caseId: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = createConnection({ host: server.hostname, port: Number(server.port) }, () => {
      socket.write(`POST /api/v1/cases/${caseId}/messages HTTP/1.1\r\nhost: ${server.host}\r\nauthorization: Bearer acceptance-c1\r\nidempotency-key: ${randomUUID()}\r\ncontent-type: multipart/form-data; boundary=half\r\ncontent-length: 5000000\r\n\r\n--half\r\ncontent-disposition: form-data; name="body"\r\n\r\nhalf-upload\r\n--half\r\ncontent-disposition: form-data; name="files"; filename="half.bin"\r\ncontent-type: application/octet-stream\r\n\r\n`)
      socket.write(Buffer.alloc(200_000, 1), () => setTimeout(() => { socket.destroy(); resolve() }, 20))
    })
    socket.on('error', () => resolve())
  })
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
