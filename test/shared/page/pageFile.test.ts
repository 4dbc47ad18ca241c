import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageFileOf } from '../../../shared/page/pageFile';

describe('pageFileOf', () => {
  it.each([
    ['/', ['index.html'], 'text/html; charset=utf-8'],
    ['/icon.svg', ['icon.svg'], 'image/svg+xml'],
    ['/assets/index-Ab_1.js', ['assets', 'index-Ab_1.js'], 'text/javascript; charset=utf-8'],
  ])('%s is a file', (path, segments, mediaType) => {
    expect(pageFileOf(path)).toEqual({ segments, mediaType });
  });

  it.each([
    '',
    'index.html',
    '/..',
    '/../x.js',
    '/a/../x.js',
    '/.env',
    '/a//b.js',
    '/a\\b.js',
    '/a%2e.js',
    '/x',
    '/x.exe',
    '/x.constructor',
    '/C:/x.js',
    '/x.js\0',
  ])('%j is none', (path) => {
    expect(pageFileOf(path)).toBeNull();
  });

  it('never leaves its folder', () => {
    const piece = fc.constantFrom('/', '..', '.', '\\', 'a', '.js', '%2e', '\0', ':');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = pageFileOf(`/${pieces.join('')}`);
        for (const segment of file?.segments ?? []) expect(segment).toMatch(/^[^./\\:%\0][^/\\:%\0]*$/);
      }),
    );
  });
});
