export type NumberOf<Row> = (row: Row) => number | null;

/** Rows without the figure stand last when ascending. */
export const byNumber =
  <Row>(numberOf: NumberOf<Row>) =>
  (a: Row, b: Row): number =>
    (numberOf(a) ?? Infinity) - (numberOf(b) ?? Infinity) || 0;

export const byText =
  <Row>(textOf: (row: Row) => string) =>
  (a: Row, b: Row): number => {
    const left = textOf(a);
    const right = textOf(b);
    if (left === right) return 0;
    return left < right ? -1 : 1;
  };

export const searchable = (...parts: readonly string[]): string => parts.join(' ').toLowerCase();
