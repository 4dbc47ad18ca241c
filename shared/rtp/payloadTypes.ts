/** RTP payload types with a fixed meaning, and the clock rates that codec names stand for. */

export type PayloadFormat = { readonly codec: string; readonly clockRateHz: number; readonly channels: number };

/**
 * RFC 3551 §6, tables 4 and 5. G722 says 8000 although it samples at 16000 (§4.5.2). 19 is reserved there since comfort
 * noise moved to 13, but older gateways still send their comfort noise with it.
 */
const STATIC_TABLE = [
  [0, 'PCMU', 8000, 1],
  [3, 'GSM', 8000, 1],
  [4, 'G723', 8000, 1],
  [5, 'DVI4', 8000, 1],
  [6, 'DVI4', 16000, 1],
  [7, 'LPC', 8000, 1],
  [8, 'PCMA', 8000, 1],
  [9, 'G722', 8000, 1],
  [10, 'L16', 44100, 2],
  [11, 'L16', 44100, 1],
  [12, 'QCELP', 8000, 1],
  [13, 'CN', 8000, 1],
  [14, 'MPA', 90000, 1],
  [15, 'G728', 8000, 1],
  [16, 'DVI4', 11025, 1],
  [17, 'DVI4', 22050, 1],
  [18, 'G729', 8000, 1],
  [19, 'CN', 8000, 1],
  [25, 'CelB', 90000, 1],
  [26, 'JPEG', 90000, 1],
  [28, 'nv', 90000, 1],
  [31, 'H261', 90000, 1],
  [32, 'MPV', 90000, 1],
  [33, 'MP2T', 90000, 1],
  [34, 'H263', 90000, 1],
] as const satisfies readonly (readonly [number, string, number, number])[];

const STATIC_FORMATS = new Map<number, PayloadFormat>(
  STATIC_TABLE.map(([payloadType, codec, clockRateHz, channels]) => [payloadType, { codec, clockRateHz, channels }]),
);

/** Clock rates that the codec's own payload format fixes, by encoding name in lower case. */
const CLOCK_RATES_HZ = new Map<string, number>([
  ['pcmu', 8000],
  ['pcma', 8000],
  ['gsm', 8000],
  ['gsm-efr', 8000],
  ['gsm-hr-08', 8000],
  ['g721', 8000],
  ['g722', 8000],
  ['g7221', 16000],
  ['g723', 8000],
  ['g726-16', 8000],
  ['g726-24', 8000],
  ['g726-32', 8000],
  ['g726-40', 8000],
  ['aal2-g726-16', 8000],
  ['aal2-g726-24', 8000],
  ['aal2-g726-32', 8000],
  ['aal2-g726-40', 8000],
  ['g728', 8000],
  ['g729', 8000],
  ['g729a', 8000],
  ['g729d', 8000],
  ['g729e', 8000],
  ['g7291', 16000],
  ['lpc', 8000],
  ['qcelp', 8000],
  ['evrc', 8000],
  ['evrc0', 8000],
  ['evrc1', 8000],
  ['evrcb', 8000],
  ['evrcb0', 8000],
  ['evrcwb', 16000],
  ['evrcwb0', 16000],
  ['evrcnw', 16000],
  ['smv', 8000],
  ['ilbc', 8000],
  ['amr', 8000],
  ['amr-wb', 16000],
  ['amr-wb+', 72000],
  ['evs', 16000],
  ['bv16', 8000],
  ['bv32', 16000],
  ['isac', 16000],
  ['opus', 48000],
  ['cn', 8000],
  ['telephone-event', 8000],
  ['tone', 8000],
  ['mpa', 90000],
  ['t140', 1000],
  ['celb', 90000],
  ['jpeg', 90000],
  ['nv', 90000],
  ['h261', 90000],
  ['mpv', 90000],
  ['mp2t', 90000],
  ['h263', 90000],
  ['h263-1998', 90000],
  ['h263-2000', 90000],
  ['h264', 90000],
  ['h264-svc', 90000],
  ['h265', 90000],
  ['vp8', 90000],
  ['vp9', 90000],
  ['av1', 90000],
]);

/** What a payload type means without any signalling (RFC 3551 §6); null when only signalling can tell. */
export function staticPayloadType(payloadType: number): PayloadFormat | null {
  return STATIC_FORMATS.get(payloadType) ?? null;
}

/** RTP clock in Hz of a codec by its encoding name, in any case; 0 when the name fixes none. */
export function defaultClockRateHz(codec: string): number {
  return CLOCK_RATES_HZ.get(codec.toLowerCase()) ?? 0;
}
