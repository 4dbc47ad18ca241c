import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from '@tanstack/react-virtual';
import { useLayoutEffect, useMemo, useState, useSyncExternalStore } from 'react';

export type RowSizes = { readonly rowPx: number; readonly headPx: number; readonly overscanRows: number };

export type VirtualRows = {
  /** Rows to draw, first and last included; null before the area has been measured. */
  readonly drawn: { readonly first: number; readonly last: number } | null;
  /** Scrolls as little as it takes to bring the row into sight. */
  readonly scrollToRow: (row: number) => void;
};

type Rows = Virtualizer<HTMLElement, HTMLElement>;

function createRows(sizes: RowSizes) {
  const listeners = new Set<() => void>();
  const notify = (): void => listeners.forEach((listener) => listener());
  const optionsFor = (count: number, scroller: HTMLElement | null): VirtualizerOptions<HTMLElement, HTMLElement> => ({
    count,
    getScrollElement: () => scroller,
    estimateSize: () => sizes.rowPx,
    overscan: sizes.overscanRows,
    scrollMargin: sizes.headPx,
    scrollPaddingStart: sizes.headPx,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: notify,
  });
  const rows: Rows = new Virtualizer(optionsFor(0, null));
  return {
    rows,
    update: (count: number, scroller: HTMLElement | null) => {
      rows.setOptions(optionsFor(count, scroller));
      rows._willUpdate();
      notify();
    },
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    /** Text, so that React can tell an unchanged range by comparison. */
    range: () => {
      const items = rows.getVirtualItems();
      return items.length === 0 ? '' : `${items[0]!.index} ${items.at(-1)!.index}`;
    },
    scrollToRow: (row: number) => rows.scrollToIndex(row),
  };
}

/** Which of `count` rows of one height are drawn in the scrolling element: react-virtual with an answer that is plain data. */
export function useVirtualRows(scroller: HTMLElement | null, count: number, sizes: RowSizes): VirtualRows {
  const [virtual] = useState(() => createRows(sizes));
  const range = useSyncExternalStore(virtual.subscribe, virtual.range);
  useLayoutEffect(() => virtual.rows._didMount(), [virtual]);
  useLayoutEffect(() => virtual.update(count, scroller), [virtual, count, scroller]);
  const drawn = useMemo(() => {
    const [first, last] = range.split(' ').map(Number);
    // Until the new count has been taken over, the old range may reach beyond the end.
    return range === '' || first! >= count ? null : { first: first!, last: Math.min(last!, count - 1) };
  }, [range, count]);
  return { drawn, scrollToRow: virtual.scrollToRow };
}
