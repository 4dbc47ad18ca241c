type Props = { readonly on: boolean; readonly onToggle: () => void; readonly children: React.ReactNode };

/** A filter that is on or off. */
export function Chip({ on, onToggle, children }: Props) {
  return (
    <button type="button" className="chip" aria-pressed={on} onClick={onToggle}>
      {children}
    </button>
  );
}
