import type { CaptureStart } from '../../shared/capture/frame';
import type { StreamKey } from '../../shared/ids';
import { formatClock } from '../../shared/format/time';
import { streamsOfPair, type MediaPair } from './streamPairs';

/** A pair in one line: who, which codec, since when. */
export function describePair(pair: MediaPair, start: CaptureStart | null): string {
  const streams = streamsOfPair(pair);
  const codecs = [...new Set(streams.map(({ codec }) => codec))].join(' / ');
  const startedAtMs = Math.min(...streams.map((stream) => stream.startedAtMs));
  const who = pair.there?.title ?? pair.back?.title ?? '';
  const one = streams.length === 1 ? 'one way' : '';
  return [who, codecs, start === null ? '' : formatClock(start, startedAtMs), one].filter(Boolean).join(' · ');
}

type Props = {
  readonly pairs: readonly MediaPair[];
  readonly shown: MediaPair;
  readonly start: CaptureStart | null;
  readonly onPick: (stream: StreamKey) => void;
};

/** Which of several pairs of streams is shown. */
export function PairPicker({ pairs, shown, start, onPick }: Props) {
  if (pairs.length < 2) return null;
  return (
    <select
      className="pairpicker"
      aria-label="Streams shown"
      value={shown.id}
      onChange={({ target }) => {
        const picked = pairs.find(({ id }) => id === target.value);
        if (picked) onPick(picked.id);
      }}
    >
      {pairs.map((pair, index) => (
        <option key={pair.id} value={pair.id}>
          {index + 1} of {pairs.length}: {describePair(pair, start)}
        </option>
      ))}
    </select>
  );
}
