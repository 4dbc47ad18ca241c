import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { openSync, type Font } from 'fontkit';

export type FontName = 'regular' | 'bold' | 'mono';

const FILES: Record<FontName, string> = {
  regular: 'DejaVuSans.ttf',
  bold: 'DejaVuSans-Bold.ttf',
  mono: 'DejaVuSansMono.ttf',
};

const CONTROL_PICTURES = 0x2400;
/** Marks that turn the direction of text, joiners and the like: seen as their number, or not at all. */
const INVISIBLE = /\p{Cf}/u;
const DELETE = 0x7f;
const DELETE_PICTURE = 0x2421;

/** A control character's picture in Unicode; any other character is its own. */
function pictureOf(codePoint: number): number {
  if (codePoint < 0x20) return CONTROL_PICTURES + codePoint;
  return codePoint === DELETE ? DELETE_PICTURE : codePoint;
}

/** Fonts embedded in the report; pdfkit has no fallback, so text is fitted to what the font can show. */
export class ReportFonts {
  readonly #folder = join(dirname(createRequire(import.meta.url).resolve('dejavu-fonts-ttf/package.json')), 'ttf');
  readonly #fonts = new Map<FontName, Font>();

  register(document: PDFKit.PDFDocument): void {
    for (const [name, file] of Object.entries(FILES)) document.registerFont(name, join(this.#folder, file));
  }

  #font(name: FontName): Font {
    const known = this.#fonts.get(name);
    if (known) return known;
    const font = openSync(join(this.#folder, FILES[name]));
    this.#fonts.set(name, font);
    return font;
  }

  /**
   * One line of text as this font can show it: control characters as their pictures (␀ …), what is invisible or not in the
   * font as its number (⟨U+4E2D⟩). Fitted text fits again as it is. Nothing of a packet is dropped, nothing becomes an empty box.
   */
  fit(text: string, name: FontName): string {
    if (/^[ -~]*$/.test(text)) return text;
    const font = this.#font(name);
    let fitted = '';
    for (const character of text) {
      const codePoint = character.codePointAt(0) ?? 0;
      const picture = pictureOf(codePoint);
      if (font.hasGlyphForCodePoint(picture) && !INVISIBLE.test(character)) fitted += String.fromCodePoint(picture);
      else fitted += `⟨U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}⟩`;
    }
    return fitted;
  }
}
