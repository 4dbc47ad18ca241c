/** What a browser may be told as a file's name: no folders, no control characters, no direction marks, not endless. */
export function safeFileName(name: string, otherwise: string): string {
  const base = name.split(/[\\/]/).at(-1) ?? '';
  const plain = base
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}<>:"|?*]/gu, '_')
    .replace(/^[.\s]+|(?<![.\s])[.\s]+$/g, '');
  return [...plain].slice(0, 120).join('') || otherwise;
}

const percent = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;

/** Content-Disposition of a download (RFC 6266 §4.1) with the name in ASCII and, encoded, as it is (RFC 8187). */
export function contentDisposition(fileName: string): string {
  const name = safeFileName(fileName, 'download');
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/[\\"%]/g, '_');
  const encoded = encodeURIComponent(name).replace(/['()*]/g, percent);
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
