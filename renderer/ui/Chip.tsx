type Props = {
  readonly on: boolean;
  readonly onToggle: () => void;
  readonly title?: string;
  readonly children: React.ReactNode;
};

/** A filter that is on or off. */
export function Chip({ on, onToggle, title, children }: Props) {
  return (
    <button type="button" className="chip" aria-pressed={on} title={title} onClick={onToggle}>
      {children}
    </button>
  );
}
