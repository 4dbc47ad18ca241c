import { plainText } from './plainText';

export type Column<Row> = {
  readonly title: string;
  readonly text: (row: Row) => string;
  readonly align?: 'right';
  /** Sentences: shown whole, so the column had better be the last. */
  readonly isLong?: boolean;
};

const WIDEST_CHARACTERS = 48;
const GAP = '  ';

const fit = (text: string, isLong: boolean): string => {
  const characters = [...plainText(text)];
  return isLong || characters.length <= WIDEST_CHARACTERS
    ? characters.join('')
    : `${characters.slice(0, WIDEST_CHARACTERS - 1).join('')}…`;
};

const pad = (text: string, width: number, align: 'right' | undefined): string => {
  const space = ' '.repeat(Math.max(0, width - [...text].length));
  return align === 'right' ? space + text : text + space;
};

/** Lines of a table, titles first; each column as wide as its widest cell. */
export function tableLines<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string[] {
  const cells = [
    columns.map(({ title }) => title),
    ...rows.map((row) => columns.map(({ text, isLong = false }) => fit(text(row), isLong))),
  ];
  const widths = columns.map((_column, index) =>
    cells.reduce((widest, line) => Math.max(widest, [...(line[index] ?? '')].length), 0),
  );
  return cells.map((line) =>
    line
      .map((cell, index) => pad(cell, widths[index] ?? 0, columns[index]?.align))
      .join(GAP)
      .trimEnd(),
  );
}
