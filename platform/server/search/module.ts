// Search over everything that domains declare as findable, in Chinese and English (RX-6). Read docs/adr/0007-search-bigrams.md first.
import { searchApi } from '../../contract/search.ts'
import { defineModule, serve } from '../module.ts'
import { forgetWords } from './document-store.ts'
import { searchReactions } from './index-record.ts'
import { searchDocuments } from './search-documents.ts'

export const search = defineModule({
  id: 'search', needs: [],
  permissions: ['search.read'],
  migrations: new URL('./migrations/', import.meta.url),
  messages: new URL('./messages/', import.meta.url),
  routes: [serve(searchApi.search, (ctx, { query }) => searchDocuments(ctx, query))],
  reactionsOver: searchReactions,
  async removeDemo(ctx) { await forgetWords(ctx); return [] },
})
