/** Which file of the built page a request path means, the same for the desktop and the browser door. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  ico: 'image/x-icon',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  wasm: 'application/wasm',
};

export type PageFile = { readonly segments: readonly string[]; readonly mediaType: string };

/** Letters, digits and a few marks, never a leading dot: no way up, no hidden file, no drive, no device stream. */
const SAFE_SEGMENT = /^[A-Za-z0-9_-][A-Za-z0-9_.@-]*$/;

/** Null for everything that is not plainly a file of the page. `path` is as it came: percent signs are refused too. */
export function pageFileOf(path: string): PageFile | null {
  if (!path.startsWith('/') || path.length > 500) return null;
  const segments = path === '/' ? ['index.html'] : path.slice(1).split('/');
  if (!segments.every((segment) => SAFE_SEGMENT.test(segment))) return null;
  const fileName = segments.at(-1) ?? '';
  const extension = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  const mediaType = Object.hasOwn(MEDIA_TYPES, extension) ? MEDIA_TYPES[extension] : undefined;
  return mediaType === undefined ? null : { segments, mediaType };
}
