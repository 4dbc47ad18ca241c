import type { Frame } from '../../../../shared/capture/frame';
import { decodeFrame, decodeTransport } from '../../decode/decodeFrame';
import type { DecodeOutcome, Packet } from '../../decode/packet';
import { IpReassembly } from './ipReassembly';

/** Fragments within fragments deeper than this are not put together. */
const MAX_NESTED_DATAGRAMS = 4;

/** From frame to packet: the chain of layers, with fragments put together wherever they end it. */
export class PacketReader {
  readonly reassembly = new IpReassembly();
  /** All frames of the packet read last when fragments made it up; null when it is all in its frame. */
  frames: readonly number[] | null = null;

  /** Fills `packet`. Answers `fragment` when the packet's other fragments are still to come. */
  read(frame: Frame, packet: Packet): DecodeOutcome {
    this.frames = null;
    let outcome = decodeFrame(frame, packet);
    for (let depth = 0; outcome === 'fragment' && depth < MAX_NESTED_DATAGRAMS; depth += 1) {
      const frames = this.frames ?? [frame.number];
      if (!this.reassembly.offer(packet, frames, frame.atMs)) return outcome;
      this.frames = this.reassembly.completedFrames;
      outcome = decodeTransport(packet);
    }
    return outcome;
  }
}
