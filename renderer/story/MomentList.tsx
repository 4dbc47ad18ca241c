import { useEffect, useId, useRef, useState } from 'react';
import { formatCount } from '../../shared/format/quantity';
import type { MessageIndex } from '../../shared/ids';
import type { StoryMoment, StoryTone } from '../../shared/protocol/callStory';
import { focusMessagePane } from '../ladder/ladderFocus';
import { visibleText } from '../message/visibleText';
import { useSelectedMessage } from '../store/hooks';
import { storyTime, type StoryTimes } from './describeStory';
import { walkKeys } from './walkKeys';

const TONES: Readonly<Record<StoryTone, string>> = { plain: 'muted', good: 'ok', wrong: 'error' };
const MOST_WORDS = 300;
/** Far more than a person reads; a call with more of them is a flood. */
const MOST_MOMENTS = 1000;

type Stood = { readonly at: number; readonly message: MessageIndex | null };

type Props = { readonly moments: readonly StoryMoment[]; readonly times: StoryTimes };

/** What happened, line by line. Walking selects the message that shows it; Enter leads to that message. */
export function MomentList({ moments, times }: Props) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const [message, selectMessage] = useSelectedMessage();
  // A line counts as long as no other message has been selected since: several lines may have the same one.
  const [stood, setStood] = useState<Stood | null>(null);
  const shown = moments.slice(0, MOST_MOMENTS);
  const found = message === null ? -1 : shown.findIndex((moment) => moment.message === message);
  const at = stood !== null && stood.message === message ? stood.at : found === -1 ? null : found;

  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const moveTo = (row: number): void => {
    const next = shown[row]?.message ?? null;
    setStood({ at: row, message: next ?? message });
    if (next !== null) selectMessage(next);
  };
  const onKeyDown = walkKeys({
    at,
    rows: shown.length,
    onMove: moveTo,
    onOpen: (_row, place) => focusMessagePane(place),
  });

  if (shown.length === 0) return <p className="muted none">Nothing of it has been read.</p>;
  return (
    <>
      <div
        ref={list}
        className={times.mode === 'clock' ? 'moments clock' : 'moments'}
        role="listbox"
        tabIndex={0}
        data-firstfocus
        aria-label="Timeline"
        aria-activedescendant={at === null ? undefined : `${id}-${at}`}
        onKeyDown={onKeyDown}
      >
        {shown.map((moment, row) => (
          <div
            key={row}
            id={`${id}-${row}`}
            className="moment"
            role="option"
            aria-selected={row === at}
            onClick={() => moveTo(row)}
          >
            <span className="mono muted">{storyTime(moment.atMs, shown[row - 1]?.atMs ?? null, times)}</span>
            <i className={`dot ${TONES[moment.tone]}${moment.message === null ? ' ring' : ''}`} aria-hidden />
            <span className={moment.tone === 'wrong' ? 'words error' : 'words'}>
              {visibleText(moment.words, MOST_WORDS)}
              {moment.tone === 'wrong' ? <span className="hidden"> (wrong)</span> : null}
            </span>
            <span className="muted reference">{moment.reference}</span>
          </div>
        ))}
      </div>
      {moments.length > shown.length ? (
        <p className="muted none">{formatCount(moments.length - shown.length)} more are not shown.</p>
      ) : null}
    </>
  );
}
