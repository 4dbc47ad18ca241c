import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ReportFonts } from '../../../../../main/engine/export/report/reportFonts';

const fonts = new ReportFonts();

describe('text fitted to a font', () => {
  it.each([
    ['plain ASCII', 'INVITE sip:a@b SIP/2.0', 'INVITE sip:a@b SIP/2.0'],
    ['what the font has', 'Ωμέγα → ✓', 'Ωμέγα → ✓'],
    ['what it lacks', '中', '⟨U+4E2D⟩'],
    ['beyond the basic plane', '👩', '⟨U+1F469⟩'],
    ['half a surrogate pair', 'a\ud83d', 'a⟨U+D83D⟩'],
    ['marks that turn the direction', 'a\u202eb\u2066c', 'a⟨U+202E⟩b⟨U+2066⟩c'],
    ['joiners', 'a\u200db\u00adc', 'a⟨U+200D⟩b⟨U+00AD⟩c'],
  ])('%s', (_name, text, fitted) => {
    expect(fonts.fit(text, 'regular')).toBe(fitted);
  });

  it('has no control character left, says all of it, and fits again as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom('regular', 'bold', 'mono'),
        (text, font) => {
          const fitted = fonts.fit(text, font as 'mono');
          expect(fitted).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}]/u);
          expect([...fitted].length).toBeGreaterThanOrEqual([...text].length);
          expect(fonts.fit(fitted, font as 'mono')).toBe(fitted);
        },
      ),
    );
  });
});
