import { DETAIL_PX, GAP_PX } from './arrowWords';

type Props = {
  readonly words: { readonly label: string; readonly detail: string };
  readonly x: number;
  readonly y: number;
};

/** Label with its detail as one text in the middle of a band. */
export function BandWords({ words, x, y }: Props) {
  return (
    <text x={x} y={y} textAnchor="middle" className="label">
      {words.label}
      {words.detail === '' ? null : (
        <tspan dx={GAP_PX} className="detail" fontSize={DETAIL_PX}>
          {words.detail}
        </tspan>
      )}
    </text>
  );
}
