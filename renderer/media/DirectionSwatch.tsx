import type { DirectionName } from './chartSummary';

/** Not red, not green: a direction is neither good nor bad. */
export const DIRECTION_COLOURS: Readonly<Record<DirectionName, string>> = {
  there: 'var(--accent)',
  back: 'var(--media)',
};

/** The second line is dashed: told apart without colour, and the first is seen where both run together. */
export const DIRECTION_DASHES: Readonly<Record<DirectionName, string>> = {
  there: 'none',
  back: '6 2',
};

/** A piece of the line as it is drawn in the charts, beside the name of its direction. */
export function DirectionSwatch({ direction }: { readonly direction: DirectionName }) {
  return (
    <svg className="swatch" width="14" height="3" aria-hidden="true">
      <path
        d="M0 1.5H14"
        stroke={DIRECTION_COLOURS[direction]}
        strokeWidth="2"
        strokeDasharray={DIRECTION_DASHES[direction]}
      />
    </svg>
  );
}
