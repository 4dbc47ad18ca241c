import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentDisposition, safeFileName } from '../../../main/host/contentDisposition';

describe('contentDisposition', () => {
  it.each([
    ['call.pdf', `attachment; filename="call.pdf"; filename*=UTF-8''call.pdf`],
    ['Gespräch 1.pdf', `attachment; filename="Gespr_ch 1.pdf"; filename*=UTF-8''Gespr%C3%A4ch%201.pdf`],
    ["it's (1).pdf", `attachment; filename="it's (1).pdf"; filename*=UTF-8''it%27s%20%281%29.pdf`],
    ['100%.pdf', `attachment; filename="100_.pdf"; filename*=UTF-8''100%25.pdf`],
    ['a\r\nSet-Cookie: x=1', `attachment; filename="a__Set-Cookie_ x=1"; filename*=UTF-8''a__Set-Cookie_%20x%3D1`],
    ['', `attachment; filename="download"; filename*=UTF-8''download`],
  ])('%j', (name, header) => {
    expect(contentDisposition(name)).toBe(header);
  });

  it('is one header of visible ASCII for any name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        expect(contentDisposition(name)).toMatch(/^attachment; filename="[^"\\]*"; filename\*=UTF-8''[\x21-\x7e]*$/);
      }),
    );
  });
});

describe('safeFileName', () => {
  it('never names a folder', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const safe = safeFileName(name, 'otherwise');
        expect(safe).not.toMatch(/[\\/\p{Cc}]|^\.\.?$/u);
        expect(safe.length).toBeGreaterThan(0);
      }),
    );
  });
});
