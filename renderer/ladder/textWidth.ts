import type { MeasureText } from '../../shared/ladder/fitText';

const MOST_KNOWN = 8000;
/** Share of the font size that a sign takes where nothing can measure. */
const GUESSED_SIGN_WIDTH = 0.56;

/** The window's own font, so that what is measured is what is drawn. */
const fontFamily = (): string => getComputedStyle(document.body).fontFamily || 'sans-serif';

function createContext(font: string): OffscreenCanvasRenderingContext2D | null {
  if (typeof OffscreenCanvas === 'undefined') return null;
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  if (context) context.font = font;
  return context;
}

/** Measures texts in the window's font at a size in CSS pixels; remembers what it has measured. */
export function createMeasure(sizePx: number): MeasureText {
  const known = new Map<string, number>();
  let context: OffscreenCanvasRenderingContext2D | null | undefined;
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    if (context === undefined) context = createContext(`${sizePx}px ${fontFamily()}`);
    const width = context ? context.measureText(text).width : text.length * sizePx * GUESSED_SIGN_WIDTH;
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, width);
    return width;
  };
}
