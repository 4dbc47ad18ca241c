/**
 * Messages as JSON text, for doors that carry text (WebSocket). Byte arrays travel as `{"$bytes": base64}`; no other
 * object of the protocol has such a field.
 */
type Base64 = { readonly encode: (bytes: Uint8Array) => string; readonly decode: (text: string) => Uint8Array };

const isTagged = (value: unknown): value is { readonly $bytes: string } =>
  typeof value === 'object' && value !== null && '$bytes' in value && typeof value.$bytes === 'string';

export function encodeText(message: unknown, base64: Base64): string {
  return JSON.stringify(message, (_key, value: unknown) =>
    value instanceof Uint8Array ? { $bytes: base64.encode(value) } : value,
  );
}

/** Throws SyntaxError when the text is not JSON; the caller owns that. */
export function decodeText(text: string, base64: Base64): unknown {
  return JSON.parse(text, (_key, value: unknown): unknown => (isTagged(value) ? base64.decode(value.$bytes) : value));
}
