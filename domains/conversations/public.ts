// What other domains may use of conversations. Functions take the ctx of the caller's transaction.
export { addMessage, type Said } from './server/writing/add-message.ts'
export { showConversation as listMessages } from './server/show-messages.ts'
export { MessageAdded, MessageMoved, NoteAdded } from './contract/events.ts'
