import { MoveLeft, MoveRight, TriangleAlert } from 'lucide-react';
import { useEffect, useId, useRef, type KeyboardEvent } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { CompanionRow } from '../../shared/protocol/rows';
import { visibleText } from '../message/visibleText';
import { useCaptureStart, useTimeMode, useWatched } from '../store/hooks';
import type { Watched } from '../store/session';
import { tableMove } from '../ui/tableKeys';
import { eventName, eventTime } from './companionEvents';

const ROW_PX = 22;

/** Where the ladder beside it begins, so that both tell the same seconds. */
const originOf = ({ messages, streams, companions }: Watched, companion: CompanionRow): number =>
  [companion, ...streams, ...companions].reduce(
    (least, { startedAtMs }) => Math.min(least, startedAtMs),
    messages.reduce((least, { atMs }) => Math.min(least, atMs), Infinity),
  );

type Props = {
  readonly companion: CompanionRow;
  /** The event that the reader stands on. */
  readonly at: number;
  readonly onChoose: (at: number) => void;
  /** The frame of that event is asked for. */
  readonly onOpen: () => void;
};

/** What happened, line by line; arrows walk, Enter opens the frame. */
export function EventList({ companion, at, onChoose, onOpen }: Props) {
  const { events, omittedEvents } = companion;
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [mode] = useTimeMode();
  const start = useCaptureStart();
  const watched = useWatched();
  const times = { mode, start, originMs: originOf(watched, companion) };

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const pageRows = Math.floor(event.currentTarget.clientHeight / ROW_PX);
    const move = tableMove(event.key, { row: at, rows: events.length, pageRows });
    if (move === null || move.kind === 'back' || move.kind === 'mark') return;
    event.preventDefault();
    if (move.kind === 'moveTo') onChoose(move.row);
    else if (events.length > 0) onOpen();
  };

  if (events.length === 0) return <div className="hint">Nothing happened in it that is worth a line.</div>;
  return (
    <>
      <div
        ref={list}
        className={mode === 'clock' ? 'events clock' : 'events'}
        role="listbox"
        tabIndex={0}
        aria-label="Events"
        aria-activedescendant={`${id}-${at}`}
        onKeyDown={onKeyDown}
      >
        {events.map((event, position) => {
          const time = eventTime(events, position, times);
          const Arrow = event.forward ? MoveRight : MoveLeft;
          return (
            <div
              key={position}
              id={`${id}-${position}`}
              className="event"
              role="option"
              aria-selected={position === at}
              onClick={() => onChoose(position)}
              onDoubleClick={onOpen}
            >
              <span className="hidden">{eventName(companion, event, time)}</span>
              <span className="mono muted" aria-hidden>
                {time}
              </span>
              <Arrow size={13} className="muted" aria-hidden />
              <span className={event.wrong ? 'words warn' : 'words'} aria-hidden>
                {event.wrong ? <TriangleAlert size={12} /> : null}
                {visibleText(event.words, 300)}
              </span>
              <span className="muted num" aria-hidden>
                {formatCount(event.frame)}
              </span>
            </div>
          );
        })}
      </div>
      {omittedEvents === 0 ? null : (
        <p className="omitted muted">
          {formatCount(omittedEvents)} events between the first and the last ones are not kept.
        </p>
      )}
    </>
  );
}
