// What other domains may use of the process.
export { ProcessPublished } from './contract/events.ts'
