const CHUNK_BYTES = 0x8000;

/** Base64 (RFC 4648 §4) with what every browser has; spread in chunks, since an argument list is limited. */
export const browserBase64 = {
  encode: (bytes: Uint8Array): string => {
    let binary = '';
    for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
      binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK_BYTES));
    }
    return btoa(binary);
  },
  decode: (text: string): Uint8Array => Uint8Array.from(atob(text), (character) => character.charCodeAt(0)),
};
