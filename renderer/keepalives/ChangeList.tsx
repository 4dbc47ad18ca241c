import { ArrowDown, ArrowUp } from 'lucide-react';
import { useEffect, useId, useRef } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { KeepaliveRow } from '../../shared/protocol/exchangeRows';
import { visibleText } from '../message/visibleText';
import { useCaptureStart, useTimeMode } from '../store/hooks';
import { walkKeys } from '../story/walkKeys';
import { changeName, changeTime } from './changeWords';

const MOST_WORDS = 300;

type Props = {
  readonly keepalive: KeepaliveRow;
  /** The change that the reader stands on; −1 without any. */
  readonly at: number;
  readonly onChoose: (at: number) => void;
  /** The frame of that change is asked for. */
  readonly onOpen: () => void;
};

/** When it went up and down, line by line; arrows walk, Enter opens the frame. */
export function ChangeList({ keepalive, at, onChoose, onOpen }: Props) {
  const { changes, omittedChanges, firstAtMs } = keepalive;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [mode] = useTimeMode();
  const start = useCaptureStart();
  const times = { mode, start, originMs: firstAtMs };

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  if (changes.length === 0) return <div className="hint">It was never seen to go up or down.</div>;
  return (
    <>
      {omittedChanges === 0 ? null : (
        <p className="omitted muted">{formatCount(omittedChanges)} earlier changes are not kept.</p>
      )}
      <div
        ref={list}
        className={mode === 'clock' ? 'events clock' : 'events'}
        role="listbox"
        tabIndex={0}
        data-firstfocus
        aria-label="History"
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={walkKeys({ at, rows: changes.length, onMove: onChoose, onOpen })}
      >
        {changes.map((change, row) => {
          const time = changeTime(changes, row, times);
          const Arrow = change.up ? ArrowUp : ArrowDown;
          return (
            <div
              key={row}
              id={`${id}-${row}`}
              className="event"
              role="option"
              aria-selected={row === at}
              onClick={() => onChoose(row)}
              onDoubleClick={onOpen}
            >
              <span className="hidden">{changeName(change, time)}</span>
              <span className="mono muted" aria-hidden>
                {time}
              </span>
              <Arrow size={13} className={change.up ? 'ok' : 'error'} aria-hidden />
              <span className={change.up ? 'words' : 'words error'} aria-hidden>
                {visibleText(change.words, MOST_WORDS)}
              </span>
              <span className="muted num" aria-hidden>
                {formatCount(change.frame)}
              </span>
            </div>
          );
        })}
      </div>
    </>
  );
}
