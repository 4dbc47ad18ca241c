/**
 * Rows of a list that lies in the engine: keeps the part around what is seen, asks for another as the reader scrolls.
 * One that nobody shows or invalidates any more falls silent by itself, so there is nothing to close.
 */

export type ListAnswer<Row> = {
  readonly rows: readonly Row[];
  readonly from: number;
  readonly matching: number;
  readonly total: number;
  readonly version: number;
};

export type ListRange = { readonly from: number; readonly count: number };
export type VisibleRows = { readonly first: number; readonly last: number };

export type ListView<Row> = {
  readonly rows: readonly Row[];
  /** Position of rows[0] in the sorted and filtered list. */
  readonly from: number;
  readonly matching: number;
  readonly total: number;
  /** False until the first answer to the present question. */
  readonly fresh: boolean;
  readonly problem: string | null;
};

export type ListSource<Row> = {
  readonly view: () => ListView<Row>;
  readonly subscribe: (listener: () => void) => () => void;
  /** Rows on the screen; asks for more when they are not all held. */
  readonly show: (visible: VisibleRows) => void;
  /** The engine's list has changed: what is held is asked for again, at most every REFRESH_MS. */
  readonly invalidate: () => void;
};

/** Rows asked for beyond the visible ones on either side. */
const MARGIN_ROWS = 100;
/** The protocol's limit of rows in one answer. */
const MOST_ROWS = 1000;
/** A list is refreshed at most four times a second, however fast its rows change. */
const REFRESH_MS = 250;

/** The part to ask for so that these rows and some around them are held; null when they are. */
export function missingRange(visible: VisibleRows, held: ListRange | null, matching: number): ListRange | null {
  const last = held === null ? visible.last : Math.min(visible.last, matching - 1);
  const isHeld = held !== null && visible.first >= held.from && last < held.from + held.count;
  return isHeld || (held !== null && last < visible.first) ? null : rangeAround(visible);
}

/** Visible rows with a margin on either side, cut to what one answer may hold. */
export function rangeAround({ first, last }: VisibleRows): ListRange {
  const from = Math.max(0, first - MARGIN_ROWS);
  return { from, count: Math.min(MOST_ROWS, last + 1 - from + MARGIN_ROWS) };
}

export function createListSource<Row>(fetch: (range: ListRange) => Promise<ListAnswer<Row>>): ListSource<Row> {
  const listeners = new Set<() => void>();
  let view: ListView<Row> = { rows: [], from: 0, matching: 0, total: 0, fresh: false, problem: null };
  let visible: VisibleRows = { first: 0, last: 50 };
  let stale = true;
  let inFlight = false;
  let askedAtMs = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const publish = (next: ListView<Row>): void => {
    view = next;
    for (const listener of listeners) listener();
  };

  const send = (range: ListRange): void => {
    inFlight = true;
    stale = false;
    askedAtMs = performance.now();
    fetch(range).then(
      ({ rows, from, matching, total }) => {
        inFlight = false;
        publish({ rows, from, matching, total, fresh: true, problem: null });
        proceed();
      },
      (problem: Error) => {
        inFlight = false;
        publish({ ...view, problem: problem.message });
      },
    );
  };

  /** At most one question at a time; a missing row is asked for at once, a changed one in its turn. */
  const proceed = (): void => {
    clearTimeout(timer);
    if (inFlight) return;
    const held = view.fresh ? { from: view.from, count: view.rows.length } : null;
    const missing = missingRange(visible, held, view.matching);
    const waitMs = askedAtMs + REFRESH_MS - performance.now();
    if (missing) {
      // An answer shorter than asked for means the list has shrunk: then the refresh interval applies too.
      if (held !== null && missing.from === held.from && waitMs > 0) timer = setTimeout(proceed, waitMs);
      else send(missing);
    } else if (stale) {
      if (waitMs > 0) timer = setTimeout(proceed, waitMs);
      else send(rangeAround(visible));
    }
  };

  return {
    view: () => view,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    show: (rows) => {
      visible = rows;
      proceed();
    },
    invalidate: () => {
      stale = true;
      proceed();
    },
  };
}
