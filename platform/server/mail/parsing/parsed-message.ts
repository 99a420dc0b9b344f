// What reading a message yields; plain data, since it crosses from a worker.

export interface Mailbox { name: string; address: string }

export interface ParsedAttachment {
  /** Where the worker put the bytes; the reader of the result removes the folder. */
  path: string
  name: string
  contentType: string
  /** Content-ID without brackets. */
  cid: string | null
  /** Named by the HTML as a picture inside it. */
  inline: boolean
}

/** What a bounce says about the mail that it returns. */
export interface BounceReport { originalMessageId: string | null; action: string | null; status: string | null; recipient: string | null; diagnostic: string | null }

/** What a message of a hook says beyond words: where it came from and what it belongs to. */
export interface HookFacts {
  channel: 'im' | 'monitor' | 'api'
  /** Conversation, alarm group or record of the other system; messages with the same one belong together. */
  thread: string | null
  /** Several people may speak in it: then it joins only cases of the same customer. */
  shared: boolean
  /** The sender's own name of the message; the same twice is one message. */
  id: string | null
  /** Says that an alarm is over. */
  ends: boolean
  phone: string | null
  /** Nobody in particular said it: the case is opened in the name of the hook's account. */
  anonymous: boolean
}

export interface ParsedMessage {
  messageId: string | null
  inReplyTo: string | null
  /** Oldest first, without brackets, own In-Reply-To included. */
  references: string[]
  subject: string
  from: Mailbox | null
  replyTo: Mailbox[]
  to: Mailbox[]
  cc: Mailbox[]
  sentAt: string | null
  /** The first of each header that rules look at, in lower case. */
  headers: Record<string, string>
  /** The whole text, and the part above the quoted history. */
  text: string
  ownText: string
  quotedText: string | null
  /** Safe HTML (`cid:` pictures still by their id); null when the message has none. */
  html: string | null
  ownHtml: string | null
  attachments: ParsedAttachment[]
  bounce: BounceReport | null
  /** null for a mail. */
  hook: HookFacts | null
  /** `Received` lines. */
  hops: number
  /** Ids in the form of ours that stand anywhere in the message. */
  mentioned: string[]
  /** Something was longer than is shown; the raw message has it all. */
  cut: boolean
}
