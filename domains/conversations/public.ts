// What other domains may use of conversations. Functions take the ctx of the caller's transaction.
export { addMessage, type Said } from './server/writing/add-message.ts'
/** Writes a record as it is: nothing is mailed, no clock is told. For imports and demonstration data. */
export { keepMessage, type NewRecord } from './server/keep-message.ts'
export { showConversation as listMessages } from './server/show-messages.ts'
export { MessageAdded, MessageMoved, NoteAdded } from './contract/events.ts'
export { caseWords } from './server/texts/case-words.ts'
export { unknownVariables } from './server/texts/fill-text.ts'
export { listTemplateNames } from './server/texts/manage-templates.ts'
export { sendTemplate } from './server/writing/send-automatic.ts'
export { wordsOfMessage } from './server/message-queries.ts'
