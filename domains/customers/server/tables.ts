// The tables this domain owns. Only its stores and queries import this file.
import type { Generated } from 'kysely'

export interface CustomerTables {
  customers: {
    id: string; seq: string; number: string; name: string; name_key: string; tier: string; region_id: string | null; language: string; phone: string | null; phone_key: string | null; address: string | null
    preferred_channel: string | null; mail_domains: string[]; note: string | null; bank_name_sealed: string | null; bank_account_sealed: string | null; tax_number_sealed: string | null
    version: Generated<number>; created_at: Date; updated_at: Date
  }
  customers_counter: { one: Generated<boolean>; last: string }
  customers_contacts: {
    id: string; customer_id: string | null; name: string; phone: string | null; phone_key: string | null; locale: string; preferred_channel: string | null; note: string | null; state: Generated<string>
    version: Generated<number>; created_at: Date; updated_at: Date
  }
  customers_emails: { email: string; contact_id: string; main: boolean }
  customers_imports: {
    id: string; file_name: string; encoding: string; headers: string[]; mapping: string[]; state: Generated<string>; customers_made: number | null; contacts_made: number | null; good_rows: number | null
    created_by: string; created_at: Date; applied_at: Date | null
  }
  customers_import_rows: { import_id: string; line: number; cells_sealed: string; errors: Generated<unknown> }
}
