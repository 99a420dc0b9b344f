/** A Message-ID as it stands in the headers of a mail (RFC 5322 §3.6.4); kept without the brackets. */
export const headerId = (id: string | null): string | null => (id === null ? null : `<${id}>`)
