import type { ReportPaper } from './reportPaper';
import { INK, SIZE } from './reportTheme';

export type Fact = readonly [name: string, value: string];

const ROW = SIZE.text * 1.75;
const NAME_WIDTH = 92;

/** Names left, values right, in one column of facts or several. */
export function drawFacts(paper: ReportPaper, facts: readonly Fact[], columns = 1): void {
  const width = paper.width / columns;
  const rows = Math.ceil(facts.length / columns);
  for (let row = 0; row < rows; row += 1) {
    paper.reserve(ROW);
    for (let column = 0; column < columns; column += 1) {
      const [name, value] = facts[column * rows + row] ?? ['', ''];
      const left = paper.left + column * width;
      paper.text(name, left, paper.y, { colour: INK.muted, width: NAME_WIDTH - 6 });
      paper.text(value, left + NAME_WIDTH, paper.y, { width: width - NAME_WIDTH - 6 });
    }
    paper.y += ROW;
  }
}

export type Column<Row> = {
  readonly title: string;
  /** Share of the page's width. */
  readonly share: number;
  readonly align?: 'left' | 'right';
  readonly text: (row: Row) => string;
  readonly colour?: (row: Row) => string;
};

/** A table whose head is repeated on every page it runs over. */
export function drawTable<Row>(paper: ReportPaper, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const edges = columns.map((_, index) => {
    const before = columns.slice(0, index).reduce((sum, { share }) => sum + share, 0);
    return paper.left + (before / shares) * paper.width;
  });
  const draw = (cell: (column: Column<Row>) => { text: string; colour: string }, font: 'regular' | 'bold'): void => {
    columns.forEach((column, index) => {
      const start = edges[index] ?? paper.left;
      const end = (edges[index + 1] ?? paper.right) - 6;
      const { text, colour } = cell(column);
      const right = column.align === 'right';
      const style = {
        font,
        size: SIZE.small + 0.5,
        colour,
        width: end - start,
        align: right ? 'right' : 'left',
      } as const;
      paper.text(text, right ? end : start, paper.y, style);
    });
    paper.y += ROW;
  };
  const drawHead = (): void => {
    draw((column) => ({ text: column.title, colour: INK.muted }), 'bold');
    paper.line(paper.left, paper.y - 4, paper.right, paper.y - 4);
  };
  paper.reserve(ROW * 2);
  drawHead();
  for (const row of rows) {
    if (paper.reserve(ROW)) drawHead();
    draw((column) => ({ text: column.text(row), colour: column.colour?.(row) ?? INK.text }), 'regular');
  }
}
