import { DirectionSwatch } from './DirectionSwatch';
import { describeFigures, describeOrigin, type Figure } from './figures';
import type { MediaPair, Side } from './streamPairs';

function Cell({ figure }: { readonly figure: Figure | undefined }) {
  return <td className={`num ${figure?.tone ?? 'muted'}`}>{figure?.text ?? '–'}</td>;
}

const COLUMNS = ['there', 'back'] as const;

function Heading({ side, direction }: { readonly side: Side | null; readonly direction: 'there' | 'back' }) {
  return (
    <th scope="col" className="num" title={side?.title ?? 'no stream this way'}>
      <DirectionSwatch direction={direction} />
      {side?.title ?? 'no stream'}
    </th>
  );
}

/** Both directions, figure by figure. */
export function FigureTable({ pair }: { readonly pair: MediaPair }) {
  const there = pair.there && describeFigures(pair.there.stream);
  const back = pair.back && describeFigures(pair.back.stream);
  const names = (there ?? back ?? []).map(({ name }) => name);
  return (
    <div className="figures" role="region" aria-label="Figures of the streams" tabIndex={0}>
      <table>
        <colgroup>
          <col />
          <col className="figure" />
          <col className="figure" />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">Figures</th>
            {COLUMNS.map((direction) => (
              <Heading key={direction} side={pair[direction]} direction={direction} />
            ))}
          </tr>
        </thead>
        <tbody>
          {names.map((name, index) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <Cell figure={there?.[index]} />
              <Cell figure={back?.[index]} />
            </tr>
          ))}
        </tbody>
      </table>
      {COLUMNS.map((direction) => {
        const side = pair[direction];
        return side === null ? null : <Origin key={direction} side={side} direction={direction} />;
      })}
    </div>
  );
}

function Origin({ side, direction }: { readonly side: Side; readonly direction: 'there' | 'back' }) {
  return (
    <section className="origin" aria-label={side.title}>
      <h2>
        <DirectionSwatch direction={direction} />
        {side.title}
      </h2>
      <dl>
        {describeOrigin(side.stream).map(({ name, text, tone }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={tone}>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
