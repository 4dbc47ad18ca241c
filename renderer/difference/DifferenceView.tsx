import { useCallback, useMemo, useState } from 'react';
import { describeMessage } from '../../shared/ladder/describeMessage';
import { formatEndpoint } from '../../shared/format/endpoint';
import { formatCount } from '../../shared/format/quantity';
import type { MessageIndex } from '../../shared/ids';
import type { MessageDetail, MessageRow } from '../../shared/protocol/rows';
import { useAsk, useSelection, useSession, useWorkbench } from '../store/hooks';
import { useReading } from '../store/useReading';
import { MissingDetail, type MissingWords } from '../shell/MissingDetail';
import { visibleText } from '../message/visibleText';
import { alignLines, type AlignedLine } from './alignLines';
import { changedWords, type Piece } from './changedWords';
import { comparedMessage } from './comparedMessage';
import './difference.css';

/** More lines are not compared; a message has hardly more. */
const MOST_LINES = 2000;
const MOST_LINE_CHARACTERS = 2000;

const linesOf = ({ bytes }: MessageDetail): readonly string[] =>
  new TextDecoder()
    .decode(bytes)
    .split(/\r\n|\n|\r/)
    .slice(0, MOST_LINES);

const titleOf = (row: MessageRow): string =>
  `${describeMessage(row).label} · ${formatEndpoint(row.source)} → ${formatEndpoint(row.destination)} · frame ${formatCount(row.frame)}`;

const Pieces = ({ pieces }: { readonly pieces: readonly Piece[] }) =>
  pieces.map(({ text, changed }, at) => {
    const shown = visibleText(text, MOST_LINE_CHARACTERS);
    return changed ? <mark key={at}>{shown}</mark> : <span key={at}>{shown}</span>;
  });

function LineRow({ line }: { readonly line: AlignedLine }) {
  const { left, right, same } = line;
  const pieces = !same && left !== null && right !== null ? changedWords(left, right) : null;
  const cell = (text: string | null, own: readonly Piece[] | undefined) => (
    <td className={text === null ? 'absent' : same ? undefined : pieces === null ? 'alone' : 'changed'}>
      {own ? <Pieces pieces={own} /> : text === null ? null : visibleText(text, MOST_LINE_CHARACTERS)}
    </td>
  );
  return (
    <tr>
      {cell(left, pieces?.left)}
      {cell(right, pieces?.right)}
    </tr>
  );
}

type Sides = { readonly left: MessageDetail; readonly right: MessageDetail };

function Lines({ left, right }: Sides) {
  const [all, setAll] = useState(false);
  const lines = useMemo(() => alignLines(linesOf(left), linesOf(right)), [left, right]);
  const different = lines.filter(({ same }) => !same);
  const shown = all ? lines : different;
  return (
    <>
      <div className="differencebar">
        <span className="muted">
          {different.length === 0
            ? 'The messages are the same, line by line.'
            : `${formatCount(different.length)} of ${formatCount(lines.length)} lines differ`}
        </span>
        <label>
          <input type="checkbox" checked={all} onChange={(event) => setAll(event.target.checked)} /> Equal lines too
        </label>
      </div>
      <div className="differencelines" role="region" aria-label="Lines of both messages" tabIndex={0}>
        <table className="mono">
          <thead>
            <tr>
              <th scope="col">{visibleText(titleOf(left.row))}</th>
              <th scope="col">{visibleText(titleOf(right.row))}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((line, at) => (
              <LineRow key={at} line={line} />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** Says which message is compared with, and lets the reader keep this one for the next comparison. */
function Chooser({ message }: { readonly message: MessageRow }) {
  const { selection } = useWorkbench();
  const chosen = useSelection(({ comparedWith }) => comparedWith);
  return (
    <div className="differencebar">
      {chosen === message.index ? (
        <span>Kept: choose another message to see what differs.</span>
      ) : (
        <button type="button" onClick={() => selection.setState({ comparedWith: message.index })}>
          Keep this one to compare with
        </button>
      )}
      {chosen === null ? null : (
        <button type="button" onClick={() => selection.setState({ comparedWith: null })}>
          Compare with the most similar
        </button>
      )}
    </div>
  );
}

const OTHER_MISSING: MissingWords = {
  nothing: { title: 'No other message', words: 'Keep one, then choose another.' },
  loading: 'Reading the other message…',
  evicted: { title: 'The other message is gone', words: 'The ring has overwritten its frames.' },
  failed: 'The other message cannot be read',
};

function Comparison({ detail, other }: { readonly detail: MessageDetail; readonly other: MessageIndex }) {
  const ask = useAsk();
  const read = useCallback((message: MessageIndex) => ask('readMessage', { message }), [ask]);
  const reading = useReading(other, read);
  switch (reading.kind) {
    case 'shown':
      return other < detail.row.index ? (
        <Lines left={reading.detail} right={detail} />
      ) : (
        <Lines left={detail} right={reading.detail} />
      );
    default:
      return <MissingDetail reading={reading} words={OTHER_MISSING} />;
  }
}

/** The message beside another one: the one the reader kept, or the one most like it, as on the hop before. */
export function DifferenceView({ detail }: { readonly detail: MessageDetail }) {
  const watched = useSession((session) => session.watched.messages);
  const chosen = useSelection(({ comparedWith }) => comparedWith);
  const other = comparedMessage(detail.row, watched, chosen);
  return (
    <div className="difference">
      <Chooser message={detail.row} />
      {other === null ? (
        <p className="hint">No other message here is like this one. Keep it, then choose another.</p>
      ) : (
        <Comparison detail={detail} other={other} />
      )}
    </div>
  );
}
