// What other parts and domains may ask of the search.
export { searchDocuments } from './search-documents.ts'
export { indexDocuments } from './index-record.ts'
export { removeDocuments } from './document-store.ts'
export { removePassages } from './passage-store.ts'
export { reindex, type ReindexResult } from './reindex.ts'
export { normalText } from './text/normalise.ts'
export { codeKey, tokenise } from './text/tokenise.ts'
