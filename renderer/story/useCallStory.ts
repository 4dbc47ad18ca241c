import { useCallback, useEffect, useRef, useState } from 'react';
import type { CallKey } from '../../shared/ids';
import type { CallStory } from '../../shared/protocol/callStory';
import type { CallRow } from '../../shared/protocol/rows';
import { useAsk, useSelectedMessage, useSelection, useWatched } from '../store/hooks';
import { useReading, type Reading } from '../store/useReading';

/** A story that is told while the call goes on is read again at most this often. */
const REREAD_MS = 1000;

/** Of the watched calls the one that is told: that of the selected message, else the opened one, else the first. */
export function useToldCall(): CallRow | null {
  const { calls, messages } = useWatched();
  const [message] = useSelectedMessage();
  const opened = useSelection(({ call }) => call);
  const ofMessage = messages.find(({ index }) => index === message)?.call ?? null;
  const withKey = (key: CallKey | null): CallRow | undefined => calls.find((call) => call.key === key);
  return withKey(ofMessage) ?? withKey(opened) ?? calls[0] ?? null;
}

/** What a story depends on, in a text: the streams of a call do not change it. */
const stateOf = ({ messageCount, retransmissionCount, state, scenario, group }: CallRow): string =>
  JSON.stringify([messageCount, retransmissionCount, state, scenario.words, scenario.doubt, group]);

/** Counts how often the call has changed since it was opened, at most once in `REREAD_MS`. */
function useRevision(call: CallRow | null): number {
  const [revision, setRevision] = useState(0);
  const key = call?.key ?? null;
  const state = call === null ? '' : stateOf(call);
  const told = useRef({ key, state, atMs: -Infinity });
  useEffect(() => {
    const now = performance.now();
    if (told.current.key !== key) told.current = { key, state, atMs: now };
    if (told.current.state === state) return;
    const timer = setTimeout(
      () => {
        told.current = { key, state, atMs: performance.now() };
        setRevision((count) => count + 1);
      },
      Math.max(0, told.current.atMs + REREAD_MS - now),
    );
    return () => clearTimeout(timer);
  }, [key, state]);
  return revision;
}

/** The story of a call, read when it is opened and again when the call has changed. */
export function useCallStory(call: CallRow | null): Reading<CallStory> {
  const ask = useAsk();
  const revision = useRevision(call);
  const read = useCallback((key: CallKey) => ask('readCall', { call: key }), [ask]);
  return useReading(call?.key ?? null, read, revision);
}
