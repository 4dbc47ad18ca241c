import { u16 } from '../bigEndian';

export const TELEPHONE_EVENT_BYTES = 4;

/** A named telephone event (RFC 4733 §2.3). */
export type TelephoneEvent = {
  /** 0 … 255 as on the wire: 0 to 9 are digits. */
  readonly event: number;
  readonly isEnd: boolean;
  /** Power of the tone, 0 … −63. */
  readonly volumeDbm0: number;
  /** So far, in units of the RTP clock. */
  readonly durationTicks: number;
};

/**
 * Reads the event at `at`, TELEPHONE_EVENT_BYTES being there:
 *
 *     |     event     |E|R| volume    |          duration             |
 */
export function readTelephoneEvent(bytes: Uint8Array, at: number): TelephoneEvent {
  const second = bytes[at + 1]!;
  const loss = second & 0x3f;
  return {
    event: bytes[at]!,
    isEnd: (second & 0x80) !== 0,
    volumeDbm0: loss === 0 ? 0 : -loss,
    durationTicks: u16(bytes, at + 2),
  };
}

/** Events of the IANA registry "Audio/Telephone-Event" beside digits. */
const NAMES = new Map<number, string>([
  [10, '*'],
  [11, '#'],
  [12, 'A'],
  [13, 'B'],
  [14, 'C'],
  [15, 'D'],
  [16, 'Flash'],
  [32, 'Answer tone (ANS)'],
  [33, 'Answer tone with phase reversals (/ANS)'],
  [34, 'Modulated answer tone (ANSam)'],
  [35, 'Modulated answer tone with phase reversals (/ANSam)'],
  [36, 'Fax calling tone (CNG)'],
  [37, 'V.21 channel 1, 0 bit'],
  [38, 'V.21 channel 1, 1 bit'],
  [39, 'V.21 channel 2, 0 bit'],
  [40, 'V.21 channel 2, 1 bit'],
  [49, 'Modem calling tone (CT)'],
  [54, 'V.21 preamble flag'],
  [64, 'Off hook'],
  [65, 'On hook'],
  [66, 'Dial tone'],
  [70, 'Ringing tone'],
  [71, 'Special ringing tone'],
  [72, 'Busy tone'],
  [73, 'Congestion tone'],
  [144, 'Ringing'],
]);

/** The digit, or the event's name. */
export const telephoneEventName = (event: number): string =>
  event <= 9 ? String(event) : (NAMES.get(event) ?? `event ${event}`);
