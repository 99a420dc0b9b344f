// What the service says of itself to everybody: its name, and the number to call when work has stopped.
import { z } from 'zod'
import { endpoint } from './endpoint.ts'

export const ServiceFacts = z.object({ /** null: the product's own name. */ name: z.string().nullable(), /** null: none is shown. */ hotline: z.string().nullable() })
export type ServiceFacts = z.infer<typeof ServiceFacts>

export const serviceApi = {
  about: endpoint({ method: 'GET', path: '/service', permission: 'anyone', summary: 'Name and hotline of the service, for portal and sign-in', reply: ServiceFacts }),
}
