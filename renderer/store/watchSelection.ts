/** Keeps what the lower panes are drawn from: asks for the rows of whatever is open, and lets deltas keep them fresh. */
import type { StoreApi } from 'zustand/vanilla';
import type { CallEngine } from '../../shared/protocol/commands';
import type { ListStates } from '../../shared/protocol/deltas';
import type { StreamKey } from '../../shared/ids';
import { assertNever } from '../../shared/result';
import { NOTHING_WATCHED, type Session, type Watched } from './session';
import { groupIsStale, readCalls } from './readCalls';
import {
  NO_LADDER_FILTER,
  openedInStreams,
  targetIdentity,
  watchTarget,
  type Selection,
  type WatchTarget,
} from './selection';
import { mergeSamples } from './watchedRows';

/** Long enough that holding an arrow key asks once, short enough to feel at once. */
const SETTLE_MS = 60;
const LIST_REFRESH_MS = 1000;
/** What is not watched is read again when its list has changed. */
const LISTS = { registration: 'registrations', exchange: 'exchanges', keepalive: 'keepalives' } as const;
/** Legs are joined one by one while a call is set up. */
const GROUP_REFRESH_MS = 300;
/** Charts are drawn of these many streams at most without choosing one. */
const MOST_SAMPLED_STREAMS = 16;
/** Seconds kept per stream before the engine is asked for a thinned-out version. */
const MOST_SAMPLES = 2000;

type Stores = {
  readonly session: StoreApi<Session>;
  readonly selection: StoreApi<Selection>;
  readonly ask: CallEngine;
};

export type Watcher = {
  /** After a snapshot: the engine has another window before it, or deltas were missed. */
  readonly readAgain: (afterGap: boolean) => void;
  readonly close: () => void;
};

async function readRows(ask: CallEngine, target: WatchTarget): Promise<Watched> {
  switch (target.kind) {
    case 'nothing':
      await ask('watchCalls', { calls: [] });
      return NOTHING_WATCHED;
    case 'calls':
      return readCalls(ask, target);
    case 'registration': {
      const answer = await ask('readRegistration', { registration: target.registration });
      return answer === 'evicted' ? NOTHING_WATCHED : { ...NOTHING_WATCHED, messages: answer.messages };
    }
    case 'exchange': {
      const answer = await ask('readExchange', { exchange: target.exchange });
      return answer === 'evicted' ? NOTHING_WATCHED : { ...NOTHING_WATCHED, messages: answer.messages };
    }
    case 'keepalive': {
      const answer = await ask('readKeepalive', { keepalive: target.keepalive });
      return answer === 'evicted' ? NOTHING_WATCHED : { ...NOTHING_WATCHED, messages: answer.messages };
    }
    case 'stream':
      return { ...NOTHING_WATCHED, streams: [target.stream] };
    case 'companion':
      return { ...NOTHING_WATCHED, companions: [target.companion] };
    case 'message':
      return { ...NOTHING_WATCHED, messages: [target.message] };
    default:
      return assertNever(target);
  }
}

/** The message pane never stands empty beside a ladder: without a choice it shows the first message. */
function chooseMessage({ session, selection }: Stores): void {
  const { messages } = session.getState().watched;
  const { view, messageList, message } = selection.getState();
  const isListed = view === 'messages' && messageList === 'messages';
  if (isListed || messages.some(({ index }) => index === message)) return;
  selection.setState({ message: messages[0]?.index ?? null });
}

/** Another leg of the same group has been opened: its ladder shows already, its first message is where to look. */
function chooseLeg({ session, selection }: Stores, target: WatchTarget): void {
  if (target.kind !== 'calls' || !target.joined) return;
  const { messages } = session.getState().watched;
  const ofLeg = messages.filter(({ call }) => call === target.calls[0]);
  if (ofLeg.length === 0 || ofLeg.some(({ index }) => index === selection.getState().message)) return;
  selection.setState({ message: ofLeg[0]!.index });
}

/** The same for the chart: the chosen stream, or the first one. */
function chooseStream({ session, selection }: Stores): void {
  const { streams } = session.getState().watched;
  const { view, streamList, stream } = selection.getState();
  if ((view === 'streams' && streamList === 'rtp') || streams.some(({ key }) => key === stream)) return;
  selection.setState({ stream: streams[0]?.key ?? null });
}

/** A companion that is not among the rows any more gives its place back to the message, or to the one open in its list. */
function chooseCompanion({ session, selection }: Stores): void {
  const { companions } = session.getState().watched;
  const { companion } = selection.getState();
  if (companions.some(({ key }) => key === companion)) return;
  selection.setState({ companion: openedInStreams(selection.getState()).companion?.key ?? null });
}

export function watchSelection(stores: Stores): Watcher {
  const { session, selection, ask } = stores;
  let watchedIdentity = '';
  let request = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let refreshTimer: ReturnType<typeof setTimeout> | undefined;
  let groupTimer: ReturnType<typeof setTimeout> | undefined;
  const asked = new Set<StreamKey>();

  /** `again`: the same is open still, so what is selected and sampled stays. */
  const read = (target: WatchTarget, again: boolean): void => {
    const ours = (request += 1);
    if (!again) asked.clear();
    readRows(ask, target).then(
      (rows) => {
        if (ours !== request) return;
        const samples = again ? session.getState().watched.samples : rows.samples;
        session.setState({ watched: { ...rows, samples } });
        if (!again) chooseLeg(stores, target);
        chooseMessage(stores);
        chooseStream(stores);
        chooseCompanion(stores);
      },
      () => undefined, // a broken line shows itself; the snapshot after it reads again
    );
  };

  const readSamples = (stream: StreamKey): void => {
    asked.add(stream);
    ask('readStreamSamples', { stream }).then(
      (answer) => {
        const { watched } = session.getState();
        if (answer === 'evicted' || !watched.streams.some(({ key }) => key === stream)) return;
        const newer = watched.samples.get(stream);
        const kept = newer && newer.atMs.length < MOST_SAMPLES ? mergeSamples(answer, newer) : answer;
        session.setState({ watched: { ...watched, samples: new Map(watched.samples).set(stream, kept) } });
      },
      () => asked.delete(stream),
    );
  };

  const onSelection = (): void => {
    const target = watchTarget(selection.getState());
    const identity = targetIdentity(target);
    if (identity === watchedIdentity) return readMissingSamples();
    watchedIdentity = identity;
    // What narrowed the ladder before it narrows this one no more.
    if (selection.getState().ladderFilter !== NO_LADDER_FILTER) selection.setState({ ladderFilter: NO_LADDER_FILTER });
    clearTimeout(timer);
    timer = setTimeout(() => read(target, false), SETTLE_MS);
  };

  const readMissingSamples = (): void => {
    const { streams, samples } = session.getState().watched;
    const chosen = selection.getState().stream;
    const wanted = streams.slice(0, MOST_SAMPLED_STREAMS).map(({ key }) => key);
    if (chosen !== null && streams.some(({ key }) => key === chosen)) wanted.push(chosen);
    for (const key of wanted) {
      const grown = (samples.get(key)?.atMs.length ?? 0) > MOST_SAMPLES;
      if (grown || !asked.has(key)) readSamples(key);
    }
  };

  const onListsChanged = (now: ListStates, before: ListStates): void => {
    const target = watchTarget(selection.getState());
    if (target.kind !== 'registration' && target.kind !== 'exchange' && target.kind !== 'keepalive') return;
    const list = LISTS[target.kind];
    if (now[list].version === before[list].version) return;
    refreshTimer ??= setTimeout(() => {
      refreshTimer = undefined;
      if (targetIdentity(target) === watchedIdentity) read(target, true);
    }, LIST_REFRESH_MS);
  };

  /** The open call has been joined to others, or parted from them. */
  const onCallsChanged = (): void => {
    const target = watchTarget(selection.getState());
    if (target.kind !== 'calls' || !groupIsStale(session.getState().watched, target)) return;
    groupTimer ??= setTimeout(() => {
      groupTimer = undefined;
      if (targetIdentity(target) === watchedIdentity) read(target, true);
    }, GROUP_REFRESH_MS);
  };

  const stops = [
    selection.subscribe(onSelection),
    session.subscribe((now, before) => {
      if (now.epoch !== before.epoch) watchedIdentity = '';
      if (now.watched.streams !== before.watched.streams || now.watched.samples !== before.watched.samples) {
        readMissingSamples();
      }
      if (now.watched.messages !== before.watched.messages) chooseMessage(stores);
      if (now.watched.calls !== before.watched.calls) onCallsChanged();
      if (now.lists !== before.lists) onListsChanged(now.lists, before.lists);
    }),
  ];
  return {
    readAgain: (afterGap) => {
      const target = watchTarget(selection.getState());
      if (target.kind !== 'nothing') read(target, afterGap);
    },
    close: () => {
      clearTimeout(timer);
      clearTimeout(refreshTimer);
      clearTimeout(groupTimer);
      for (const stop of stops) stop();
    },
  };
}
