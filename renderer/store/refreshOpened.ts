/** Keeps the row of a stream or a companion fresh that belongs to no call: nothing is watched then, so no delta tells of it. */
import type { StoreApi } from 'zustand/vanilla';
import { formatEndpoint } from '../../shared/format/endpoint';
import type { CallEngine } from '../../shared/protocol/commands';
import type { CompanionRow, Endpoint, StreamRow } from '../../shared/protocol/rows';
import { watchTarget, type Selection, type WatchTarget } from './selection';
import type { Session } from './session';

/** As often as a registration is read again. */
const REFRESH_MS = 1000;
/** Rows between the same ends; one beyond them stays as it was. */
const MOST_CANDIDATES = 100;

type Stores = {
  readonly session: StoreApi<Session>;
  readonly selection: StoreApi<Selection>;
  readonly ask: CallEngine;
};

type Opened = Extract<WatchTarget, { readonly kind: 'stream' | 'companion' }>;

/** The words that find a row in its list by its ends. */
const endsOf = ({ source, destination }: { readonly source: Endpoint; readonly destination: Endpoint }): string =>
  `${formatEndpoint(source)} ${formatEndpoint(destination)}`;

const sameKey =
  (key: string) =>
  (row: { readonly key: string }): boolean =>
    row.key === key;

async function readStream(ask: CallEngine, stream: StreamRow): Promise<Partial<Selection>> {
  const { rows } = await ask('listStreams', { count: MOST_CANDIDATES, search: endsOf(stream) });
  return { streamRow: rows.find(sameKey(stream.key)) ?? stream };
}

async function readCompanion(ask: CallEngine, companion: CompanionRow): Promise<Partial<Selection>> {
  const { rows } = await ask('listCompanions', { count: MOST_CANDIDATES, search: endsOf(companion) });
  return { companionRow: rows.find(sameKey(companion.key)) ?? companion };
}

const openedOf = (selection: Selection): Opened | null => {
  const target = watchTarget(selection);
  return target.kind === 'stream' || target.kind === 'companion' ? target : null;
};

const keyOf = (opened: Opened | null): string | null =>
  opened === null ? null : opened.kind === 'stream' ? opened.stream.key : opened.companion.key;

/** Answers what ends it. */
export function refreshOpened({ session, selection, ask }: Stores): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = async (): Promise<void> => {
    timer = undefined;
    const opened = openedOf(selection.getState());
    if (opened === null) return;
    const read = opened.kind === 'stream' ? readStream(ask, opened.stream) : readCompanion(ask, opened.companion);
    const fresh = await read.catch(() => null); // a broken line shows itself
    if (fresh === null || keyOf(openedOf(selection.getState())) !== keyOf(opened)) return;
    selection.setState(fresh);
    const now = openedOf(selection.getState());
    if (now === null) return; // it has been given to a call, which is watched instead
    const rows = now.kind === 'stream' ? { streams: [now.stream] } : { companions: [now.companion] };
    session.setState(({ watched }) => ({ watched: { ...watched, ...rows } }));
    if (now.kind === 'stream') await refreshSamples(now.stream);
  };

  const refreshSamples = async ({ key }: StreamRow): Promise<void> => {
    const answer = await ask('readStreamSamples', { stream: key }).catch(() => 'evicted' as const);
    if (answer === 'evicted' || keyOf(openedOf(selection.getState())) !== key) return;
    session.setState(({ watched }) => ({
      watched: { ...watched, samples: new Map(watched.samples).set(key, answer) },
    }));
  };

  const stop = session.subscribe((now, before) => {
    const opened = openedOf(selection.getState());
    if (opened === null) return;
    const list = opened.kind === 'stream' ? 'streams' : 'companions';
    if (now.lists[list].version !== before.lists[list].version) timer ??= setTimeout(() => void refresh(), REFRESH_MS);
  });
  return () => {
    clearTimeout(timer);
    stop();
  };
}
