// The HTTP surface of customers. Lists answer what the reader may see: without `customers.read` they are empty (S-115).
import { z } from 'zod'
import { endpoint } from '../../../platform/contract/endpoint.ts'
import { Id } from '../../../platform/contract/ids.ts'
import { pageOf } from '../../../platform/contract/paging.ts'
import { Contact, ContactQuery, CreateContact, PatchContact } from './contact.ts'
import { CreateCustomer, Customer, CustomerQuery, CustomerSummary, Duplicate, Financial, PatchCustomer } from './customer.ts'
import { Import, SetMapping, UploadImport } from './import.ts'

const ById = z.object({ id: Id })
const read = 'signed-in', write = 'customers.write', load = 'customers.import'

export const customersApi = {
  list: endpoint({ method: 'GET', path: '/customers', permission: read, summary: 'Customers, newest number first', query: CustomerQuery, reply: pageOf(CustomerSummary) }),
  get: endpoint({ method: 'GET', path: '/customers/:id', permission: read, summary: 'One customer', params: ById, reply: Customer, etag: true }),
  create: endpoint({ method: 'POST', path: '/customers', permission: write, summary: 'Create a customer; it gets the next number', body: CreateCustomer, reply: Customer, status: 201, etag: true,
    example: { name: '东海精密机械有限公司', tier: 'normal', phone: '+86 21 5555 0100', mailDomains: ['example.com'] } }),
  patch: endpoint({ method: 'PATCH', path: '/customers/:id', permission: write, summary: 'Change a customer', params: ById, body: PatchCustomer, reply: Customer, errors: ['stale'], etag: true }),
  remove: endpoint({ method: 'DELETE', path: '/customers/:id', permission: write, summary: 'Remove a customer that was never used', params: ById, errors: ['customers-in-use', 'stale'], etag: true,
    description: 'With contacts or cases it is refused, naming each of them: their records are kept (§5.1-4).' }),
  financial: endpoint({ method: 'GET', path: '/customers/:id/financial', permission: 'customers.financial', summary: 'Marked fields in plain text; each reading is audited', params: ById, reply: Financial }),
  duplicates: endpoint({ method: 'GET', path: '/customers/:id/duplicates', permission: 'customers.read', summary: 'Customers that may be the same one', params: ById, reply: z.object({ items: z.array(Duplicate), nextCursor: z.null() }) }),

  listContacts: endpoint({ method: 'GET', path: '/contacts', permission: read, summary: 'Contacts by name', query: ContactQuery, reply: pageOf(Contact) }),
  getContact: endpoint({ method: 'GET', path: '/contacts/:id', permission: read, summary: 'One contact', params: ById, reply: Contact, etag: true }),
  createContact: endpoint({ method: 'POST', path: '/contacts', permission: write, summary: 'Create a contact with a portal account', body: CreateContact, reply: Contact, status: 201, errors: ['customers-email-taken'], etag: true,
    example: { name: '王敏', email: 'wang@example.com', phone: '13800138000' } }),
  patchContact: endpoint({ method: 'PATCH', path: '/contacts/:id', permission: write, summary: 'Change a contact', params: ById, body: PatchContact, reply: Contact, errors: ['customers-email-taken', 'stale'], etag: true }),

  removeContact: endpoint({ method: 'DELETE', path: '/contacts/:id', permission: write, summary: 'Remove a contact that never asked for anything', params: ById, errors: ['customers-contact-in-use', 'stale'], etag: true,
    description: 'A contact with cases is marked as having left instead: PATCH with `state: "left"`.' }),

  upload: endpoint({ method: 'POST', path: '/customers/imports', permission: load, kind: 'upload', summary: 'Upload a CSV file (part `file`) and see what it would do', body: UploadImport, reply: Import, status: 201, errors: ['customers-import-unreadable'] }),
  getImport: endpoint({ method: 'GET', path: '/customers/imports/:id', permission: load, summary: 'An import with its preview', params: ById, reply: Import }),
  setMapping: endpoint({ method: 'PUT', path: '/customers/imports/:id/mapping', permission: load, summary: 'Say which column holds what, and check again', params: ById, body: SetMapping, reply: Import, errors: ['customers-import-applied'] }),
  apply: endpoint({ method: 'POST', path: '/customers/imports/:id/apply', permission: load, summary: 'Save the good rows', params: ById, reply: Import, errors: ['customers-import-applied'] }),
  importErrors: endpoint({ method: 'GET', path: '/customers/imports/:id/errors', permission: load, kind: 'download', summary: 'The bad rows with the reason, as CSV', params: ById }),
}
