/** The product's sign. */
export function Logo({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden>
      <rect width="32" height="32" rx="8" fill="var(--hy-primary)" />
      <path d="M9.5 8v16M22.5 8v16M9.5 18.5c5 0 8-1 13-5" stroke="var(--hy-on-primary)" strokeWidth="3" strokeLinecap="round" fill="none" />
    </svg>
  )
}
