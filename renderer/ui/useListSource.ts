import { useEffect, useMemo, useSyncExternalStore } from 'react';
import type { ListName } from '../../shared/protocol/deltas';
import { useSession } from '../store/hooks';
import { createListSource, type ListAnswer, type ListRange, type ListSource, type ListView } from './listSource';

export type EngineList<Row> = { readonly view: ListView<Row>; readonly show: ListSource<Row>['show'] };

/**
 * A list of the engine that follows its versions. `fetch` must keep its identity for as long as the question is the same;
 * another capture needs another instance of the view, or its rows would be mistaken for the old ones. Another `revision` asks the
 * same question again, and what is held stays until the answer comes.
 */
export function useListSource<Row>(
  name: ListName,
  fetch: (range: ListRange) => Promise<ListAnswer<Row>>,
  revision: unknown = null,
): EngineList<Row> {
  const version = useSession((session) => session.lists[name].version);
  const reachable = useSession(({ connection }) => connection.kind === 'connected');
  const source = useMemo(() => createListSource(fetch), [fetch]);
  const view = useSyncExternalStore(source.subscribe, source.view);
  useEffect(() => {
    if (reachable) source.invalidate();
  }, [source, version, reachable, revision]);
  return { view, show: source.show };
}
