/** Two piers, the water between them, and the light that is on: an H for Homeport. */
export function Mark(props: { size?: number }) {
  const { size = 28 } = props;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" fill="var(--hp-mark)" />
      <path d="M9 8v16M23 12.5V24" fill="none" stroke="#fff" strokeWidth="3.6" strokeLinecap="round" />
      <path
        d="M9 17.6c2.3-2.9 4.7-2.9 7 0s4.7 2.9 7 0"
        fill="none"
        stroke="#fff"
        strokeWidth="3"
        strokeLinecap="round"
      />
      <circle cx="23" cy="7.4" r="2.3" fill="#ffc46b" />
    </svg>
  );
}
