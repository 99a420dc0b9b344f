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
  /** `Received` lines. */
  hops: number
  /** Ids in the form of ours that stand anywhere in the message. */
  mentioned: string[]
  /** Something was longer than is shown; the raw message has it all. */
  cut: boolean
}
