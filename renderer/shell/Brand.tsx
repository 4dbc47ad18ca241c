/** The sign and the name. */
export function Brand() {
  return (
    <h1 className="brand">
      <svg width="16" height="16" viewBox="0 0 16 16" fill="none" stroke="var(--accent)" strokeWidth="1.6" aria-hidden>
        <path d="M4 1v14M12 1v14" />
        <path d="M4 4.5h8M12 8.5H4M4 12.5h8" strokeWidth="1.3" />
      </svg>
      Laddergram
    </h1>
  );
}
