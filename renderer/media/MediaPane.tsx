import { lazy, Suspense, useMemo } from 'react';
import { formatClock, formatDuration } from '../../shared/format/time';
import type { CaptureStart } from '../../shared/capture/frame';
import { describeParty } from '../calls/describeCall';
import { PaneTabs } from '../shell/PaneTabs';
import { useCaptureStart, useSelectedStream, useWatched } from '../store/hooks';
import { FigureTable } from './FigureTable';
import { NoMedia } from './NoMedia';
import { PairPicker } from './PairPicker';
import { mediaPairs, pairOfStream, type MediaPair } from './streamPairs';
import { usePairSamples, type PairSamples } from './usePairSamples';
import { useSteady } from './useSteady';
import './media.css';

/** The charts' library is large: it is fetched when the first chart is drawn, not when the window opens. */
const MediaCharts = lazy(() => import('./MediaCharts').then((module) => ({ default: module.MediaCharts })));

/** Charts of a live capture are drawn five times a second at most, long ones once. */
const DRAW_EVERY_MS = 200;
const DRAW_LONG_EVERY_MS = 1000;
const LONG_FROM_SAMPLES = 240;

const drawEveryMs = ({ there, back }: PairSamples): number =>
  Math.max(there?.atMs.length ?? 0, back?.atMs.length ?? 0) < LONG_FROM_SAMPLES ? DRAW_EVERY_MS : DRAW_LONG_EVERY_MS;

function Charts({ pair }: { readonly pair: MediaPair }) {
  const read = usePairSamples(pair);
  const now = useMemo(() => ({ pair, samples: read }), [pair, read]);
  const steady = useSteady(now, drawEveryMs(read));
  if (steady.samples.there === null && steady.samples.back === null) {
    return <div className="hint">Reading the samples…</div>;
  }
  return (
    <Suspense fallback={<div className="hint">Preparing the charts…</div>}>
      <MediaCharts pair={steady.pair} samples={steady.samples} />
    </Suspense>
  );
}

/** Who with whom, since when, for how long; for a stream without a call its addresses. */
function Title({ pair, start }: { readonly pair: MediaPair; readonly start: CaptureStart | null }) {
  const { call } = pair;
  if (call === null) return <b className="who">{pair.there?.title ?? pair.back?.title}</b>;
  const when = start === null ? '' : formatClock(start, call.startedAtMs);
  const long = call.durationMs === null ? '' : formatDuration(call.durationMs);
  const details = [when, long, call.codecs.join(' ')].filter((part) => part !== '').join(' · ');
  return (
    <>
      <b className="who">
        {describeParty(call.from)} → {describeParty(call.to)}
      </b>
      <span className="muted details">{details}</span>
    </>
  );
}

/** The media of what is open: charts of both directions over time beside their figures. */
export function MediaPane() {
  const { streams, calls, messages } = useWatched();
  const start = useCaptureStart();
  const [stream, selectStream] = useSelectedStream();
  const pairs = useMemo(() => mediaPairs(streams, calls, messages), [streams, calls, messages]);
  const pair = pairOfStream(pairs, stream);
  return (
    <section className="pane media" aria-label="Media">
      <header>
        <PaneTabs />
        {pair === null ? null : <Title pair={pair} start={start} />}
        <span className="grow" />
        {pair === null ? null : <PairPicker pairs={pairs} shown={pair} start={start} onPick={selectStream} />}
      </header>
      {pair === null ? (
        <NoMedia />
      ) : (
        <div className="mediabody">
          <Charts key={pair.id} pair={pair} />
          <FigureTable pair={pair} />
        </div>
      )}
    </section>
  );
}
