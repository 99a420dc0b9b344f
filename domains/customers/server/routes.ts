// Endpoint to use case, one line each.
import { serve } from '../../../platform/server/module.ts'
import { customersApi } from '../contract/api.ts'
import { createContact } from './contacts/create-contact.ts'
import { patchContact } from './contacts/patch-contact.ts'
import { removeContact } from './contacts/remove-contact.ts'
import { listContacts, showContact } from './contacts/show-contact.ts'
import { createCustomer } from './customers/create-customer.ts'
import { patchCustomer } from './customers/patch-customer.ts'
import { removeCustomer } from './customers/remove-customer.ts'
import { listCustomers, listDuplicates, readFinancial, showCustomer } from './customers/show-customer.ts'
import { applyImport } from './imports/apply-import.ts'
import { setMapping, uploadImport } from './imports/preview-import.ts'
import { errorFile, showImport } from './imports/show-import.ts'

export const routes = [
  serve(customersApi.list, (ctx, { query }) => listCustomers(ctx, query)),
  serve(customersApi.get, (ctx, { params }) => showCustomer(ctx, params.id)),
  serve(customersApi.create, async (ctx, { body }) => showCustomer(ctx, (await createCustomer(ctx, body)).id, 'customers.write')),
  serve(customersApi.patch, async (ctx, { params, body, ifMatch }) => { await patchCustomer(ctx, params.id, body, ifMatch); return showCustomer(ctx, params.id) }),
  serve(customersApi.remove, async (ctx, { params, ifMatch }) => { await removeCustomer(ctx, params.id, ifMatch); return {} }),
  serve(customersApi.financial, (ctx, { params }) => readFinancial(ctx, params.id)),
  serve(customersApi.duplicates, (ctx, { params }) => listDuplicates(ctx, params.id)),

  serve(customersApi.listContacts, (ctx, { query }) => listContacts(ctx, query)),
  serve(customersApi.getContact, (ctx, { params }) => showContact(ctx, params.id)),
  serve(customersApi.createContact, async (ctx, { body }) => showContact(ctx, await createContact(ctx, body))),
  serve(customersApi.patchContact, async (ctx, { params, body, ifMatch }) => { await patchContact(ctx, params.id, body, ifMatch); return showContact(ctx, params.id) }),
  serve(customersApi.removeContact, async (ctx, { params, ifMatch }) => { await removeContact(ctx, params.id, ifMatch); return {} }),

  serve(customersApi.upload, async (ctx, { files, body }) => showImport(ctx, await uploadImport(ctx, files, body.mapping))),
  serve(customersApi.getImport, (ctx, { params }) => showImport(ctx, params.id)),
  serve(customersApi.setMapping, async (ctx, { params, body }) => { await setMapping(ctx, params.id, body.mapping); return showImport(ctx, params.id) }),
  serve(customersApi.apply, async (ctx, { params }) => { await applyImport(ctx, params.id); return showImport(ctx, params.id) }),
  serve(customersApi.importErrors, (ctx, { params }) => errorFile(ctx, params.id)),
]
