import { SignallingAnalysis } from '../../../../../main/engine/analysis/signalling/signallingAnalysis';
import type { MediaAnnouncement } from '../../../../../main/engine/analysis/mediaAnnouncement';
import type { SignallingInput } from '../../../../../main/engine/analysis/signalling/signallingContract';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import type { CallRow, Endpoint, MessageRow, RegistrationRow, StreamRow } from '../../../../../shared/protocol/rows';

export const ALICE: Endpoint = { address: '192.0.2.1', port: 5060 };
export const BOB: Endpoint = { address: '192.0.2.2', port: 5060 };
export const PROXY: Endpoint = { address: '192.0.2.9', port: 5060 };

/** How a message came, where a test varies it. */
export type Way = Partial<
  Pick<SignallingInput, 'transport' | 'encapsulation' | 'link' | 'identification' | 'peerHeard'>
>;

const encoder = new TextEncoder();

/** Feeds texts to a signalling analysis and keeps what it announces. */
export class SignallingBench {
  readonly announcements: MediaAnnouncement[] = [];
  readonly analysis: SignallingAnalysis;
  #frame = 0;

  constructor(streams: readonly StreamRow[] = []) {
    this.analysis = new SignallingAnalysis({
      announce: (announcement) => this.announcements.push(announcement),
      streamsOf: () => streams,
    });
  }

  see(atMs: number, source: Endpoint, destination: Endpoint, text: string, way: Way = {}): MessageRow {
    const bytes = encoder.encode(text);
    const parsed = parseSip(bytes, 0, bytes.length);
    if (!parsed.ok) throw new Error('the text of a scenario is not SIP');
    this.#frame += 1;
    return this.analysis.onMessage({
      bytes,
      start: 0,
      end: bytes.length,
      message: parsed.value,
      frame: this.#frame,
      frames: [this.#frame],
      atMs,
      source,
      destination,
      transport: 'udp',
      dscp: 0,
      encapsulation: null,
      place: null,
      carriageIssues: [],
      ...way,
    });
  }

  fromAlice(atMs: number, text: string): MessageRow {
    return this.see(atMs, ALICE, BOB, text);
  }

  fromBob(atMs: number, text: string): MessageRow {
    return this.see(atMs, BOB, ALICE, text);
  }

  /** The only call. */
  call(): CallRow {
    const keys = this.analysis.calls();
    const row = keys[0] === undefined ? null : this.analysis.callRow(keys[0]);
    if (row === null || keys.length !== 1) throw new Error(`${keys.length} calls instead of one`);
    return row;
  }

  /** The only registration. */
  registration(): RegistrationRow {
    const keys = this.analysis.registrations();
    const row = keys[0] === undefined ? null : this.analysis.registrationRow(keys[0]);
    if (row === null || keys.length !== 1) throw new Error(`${keys.length} registrations instead of one`);
    return row;
  }
}
