import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ListName } from '../../shared/protocol/deltas';
import { useSession } from '../store/hooks';
import { createListSource, type ListAnswer, type ListRange, type ListSource, type ListView } from './listSource';

export type EngineList<Row> = { readonly view: ListView<Row>; readonly show: ListSource<Row>['show'] };

const OPEN_KINDS = new Set(['connected', 'connecting']);

/** A list of the engine that follows its versions; `fetch` must keep its identity for as long as the question is the same. */
export function useListSource<Row>(
  name: ListName,
  fetch: (range: ListRange) => Promise<ListAnswer<Row>>,
): EngineList<Row> {
  const epoch = useSession((session) => session.epoch);
  const version = useSession((session) => session.lists[name].version);
  const reachable = useSession((session) => OPEN_KINDS.has(session.connection.kind));
  // Another capture is another list: its rows must not be mistaken for the old ones.
  const source = useMemo(() => createListSource(epoch >= 0 ? fetch : fetch), [fetch, epoch]);
  const view = useSyncExternalStore(source.subscribe, source.view);
  useEffect(() => {
    if (reachable) source.invalidate();
  }, [source, version, reachable]);
  return { view, show: source.show };
}
