// Places on the customer page that domains further down fill: cases, later assets and contracts.
declare module '../../../web/screens.ts' {
  interface SlotProps {
    /** Below the contacts of a customer. */
    'customer.main': { customerId: string }
    'contact.main': { contactId: string }
  }
}
export {}
