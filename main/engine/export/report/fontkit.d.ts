/** The part of fontkit that the report needs; it comes with pdfkit, which uses it too. */
declare module 'fontkit' {
  export type Font = { readonly hasGlyphForCodePoint: (codePoint: number) => boolean };
  export function openSync(path: string): Font;
}
