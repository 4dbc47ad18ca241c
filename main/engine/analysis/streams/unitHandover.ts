import type { SipIssueCode } from '../../decode/sip/sipMessage';
import type { CarriedUnit } from '../carriedUnit';
import type { FlowPath } from '../flowPath';
import type { StreamBuffer } from './streamBuffer';
import type { UnitExtent } from '../../decode/unitReader';

export type Unit = Extract<UnitExtent, { outcome: 'unit' }>;

/** A SIP message that fills bytes[start, end). */
export const sipUnit = (bytes: Uint8Array, start: number, end: number): Unit => ({
  outcome: 'unit',
  kind: 'sip',
  next: end,
  content: bytes,
  contentStart: start,
  contentEnd: end,
  wrapping: 'none',
});

/** Gives the units of one direction what others need to know: between whom, in which frames, at which place. */
export class UnitHandover {
  /** The other side was seen to acknowledge. */
  peerHeard = false;
  readonly #path: FlowPath;
  readonly #firstSequence: number;

  /** `firstSequence`: sequence number of byte 0 of the direction. */
  constructor(path: FlowPath, firstSequence: number) {
    this.#path = path;
    this.#firstSequence = firstSequence;
  }

  /** The unit that the first bytes of the buffer are. */
  unitOf(unit: Unit, buffer: StreamBuffer, lengthBytes: number, issues: readonly SipIssueCode[]): CarriedUnit {
    const { kind, content, contentStart, contentEnd, wrapping } = unit;
    const { frames, frame, atMs } = buffer.originOf(lengthBytes);
    const sequence = (this.#firstSequence + buffer.offset) >>> 0;
    return {
      kind,
      bytes: content,
      start: contentStart,
      end: contentEnd,
      transport: wrapping === 'webSocket' ? 'ws' : 'tcp',
      path: this.#path,
      frame,
      frames,
      atMs,
      place: { carrier: 'tcp', sequence, length: lengthBytes, wrapping },
      issues,
      peerHeard: this.peerHeard,
    };
  }
}
