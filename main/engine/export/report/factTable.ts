import type { ReportPaper } from './reportPaper';
import { INK, SIZE } from './reportTheme';

export type Fact = readonly [name: string, value: string];

const ROW = SIZE.text * 1.75;
const CELL_SIZE = SIZE.small + 0.5;
const NAME_WIDTH = 92;
const LINE = SIZE.text * 1.3;
/** A fact longer than this is hostile; the messages hold it in full. */
const MOST_LINES = 4;

/** Names left, values right, as many lines as a value needs. */
export function drawLongFacts(paper: ReportPaper, facts: readonly Fact[]): void {
  for (const [name, value] of facts) {
    const width = paper.width - NAME_WIDTH - 6;
    const lines = paper.brokenLines(value, width, MOST_LINES);
    paper.reserve(ROW + (lines.length - 1) * LINE);
    paper.text(name, paper.left, paper.y, { colour: INK.muted, width: NAME_WIDTH - 6 });
    for (const [index, line] of lines.entries()) {
      paper.text(line, paper.left + NAME_WIDTH, paper.y + index * LINE, { width });
    }
    paper.y += ROW + (lines.length - 1) * LINE;
  }
}

/** Names left, values right, one line each, in several columns of facts. */
export function drawFacts(paper: ReportPaper, facts: readonly Fact[], columns: number): void {
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
  /** In one line, or several with line feeds between them. */
  readonly text: (row: Row) => string;
  /** Lines that a long text may take; one unless given. */
  readonly mostLines?: number;
  readonly colour?: (row: Row) => string;
};

type Cell = { readonly lines: readonly string[]; readonly colour: string };

const heightOf = (cells: readonly Cell[]): number =>
  ROW + LINE * (Math.max(...cells.map(({ lines }) => lines.length)) - 1);

/** A table whose head is repeated on every page it runs over. */
export function drawTable<Row>(paper: ReportPaper, columns: readonly Column<Row>[], rows: readonly Row[]): void {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const edges = columns.map((_, index) => {
    const before = columns.slice(0, index).reduce((sum, { share }) => sum + share, 0);
    return paper.left + (before / shares) * paper.width;
  });
  const widthOf = (index: number): number => (edges[index + 1] ?? paper.right) - 6 - (edges[index] ?? paper.left);
  const linesOf = ({ text, mostLines = 1 }: Column<Row>, row: Row, index: number): readonly string[] => {
    const lines = text(row).split('\n');
    return mostLines === 1
      ? lines
      : lines.flatMap((line) => paper.wordLines(line, widthOf(index), mostLines, CELL_SIZE));
  };
  const draw = (cells: readonly Cell[], font: 'regular' | 'bold'): void => {
    cells.forEach(({ lines, colour }, index) => {
      const start = edges[index] ?? paper.left;
      const end = start + widthOf(index);
      const align = columns[index]?.align ?? 'left';
      const style = { font, size: CELL_SIZE, colour, width: end - start, align } as const;
      lines.forEach((line, row) => paper.text(line, align === 'right' ? end : start, paper.y + row * LINE, style));
    });
    paper.y += heightOf(cells);
  };
  const drawHead = (): void => {
    const heads = columns.map(({ title }) => ({ lines: [title], colour: INK.muted }));
    draw(heads, 'bold');
    paper.line(paper.left, paper.y - 4, paper.right, paper.y - 4);
  };
  paper.reserve(ROW * 2);
  drawHead();
  for (const row of rows) {
    const cells = columns.map((column, index) => ({
      lines: linesOf(column, row, index),
      colour: column.colour?.(row) ?? INK.text,
    }));
    if (paper.reserve(heightOf(cells))) drawHead();
    draw(cells, 'regular');
  }
}
