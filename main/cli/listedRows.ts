import type { Engine } from '../engine/engine';
import type { Answers } from '../../shared/protocol/commands';

type ListCommand =
  'listCalls' | 'listRegistrations' | 'listStreams' | 'listCompanions' | 'listExchanges' | 'listKeepalives';
type RowOf<N extends ListCommand> = Answers[N]['rows'][number];

const PAGE_ROWS = 1000;

/** Every row of one of the engine's lists, fetched page by page. */
export async function listedRows<N extends ListCommand>(engine: Pick<Engine, 'command'>, list: N): Promise<RowOf<N>[]> {
  const rows: RowOf<N>[] = [];
  for (;;) {
    const page: { readonly rows: readonly RowOf<N>[]; readonly matching: number } = await engine.command<ListCommand>(
      list,
      { from: rows.length, count: PAGE_ROWS },
    );
    for (const row of page.rows) rows.push(row);
    if (page.rows.length === 0 || rows.length >= page.matching) return rows;
  }
}
