import { LinkAnalysis } from '../../../../../main/engine/analysis/links/linkAnalysis';
import type { LinkLimits } from '../../../../../main/engine/analysis/links/linkLimits';
import { SignallingAnalysis } from '../../../../../main/engine/analysis/signalling/signallingAnalysis';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import type { CallKey } from '../../../../../shared/ids';
import type { CallGroup, CallLink } from '../../../../../shared/protocol/callGroups';
import type { Endpoint } from '../../../../../shared/protocol/rows';
import { sdpText, sipRequest, sipResponse, type SipOptions } from '../../../../fixtures/sipMessages';

const encoder = new TextEncoder();

export const at = (address: string, port = 5060): Endpoint => ({ address, port });

/** A call between two machines, step by step. */
export type Leg = {
  readonly callId: string;
  readonly from: Endpoint;
  readonly to: Endpoint;
  readonly calling?: string;
  readonly called?: string;
  readonly headers?: readonly string[];
  /** Header fields of its responses. */
  readonly answerHeaders?: readonly string[];
  /** Where each side wants its media. */
  readonly callerMedia?: Endpoint;
  readonly calleeMedia?: Endpoint;
};

const sdpOf = (media: Endpoint | undefined): string =>
  media === undefined ? '' : sdpText(media.address, [{ port: media.port, formats: ['0 PCMU/8000'] }]);

/** Feeds calls to the signalling analysis and the links that build on it. */
export class LinkBench {
  readonly links: LinkAnalysis;
  readonly signalling: SignallingAnalysis;
  #frame = 0;
  #branch = 0;

  constructor(limits: Partial<LinkLimits> = {}) {
    this.links = new LinkAnalysis({ callOf: (callId) => this.signalling.callOf(callId), limits });
    this.signalling = new SignallingAnalysis({
      announce: () => undefined,
      observe: (analysed) => this.links.onMessage(analysed),
    });
  }

  see(atMs: number, source: Endpoint, destination: Endpoint, text: string): void {
    const bytes = encoder.encode(text);
    const parsed = parseSip(bytes, 0, bytes.length);
    if (!parsed.ok) throw new Error('the text of a scenario is not SIP');
    this.#frame += 1;
    this.signalling.onMessage({
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
    });
  }

  invite(atMs: number, leg: Leg, more: SipOptions = {}): void {
    const { callerMedia, headers = [] } = leg;
    const options = { ...this.optionsOf(leg), headers, sdp: sdpOf(callerMedia), ...more };
    this.see(atMs, leg.from, leg.to, sipRequest('INVITE', options));
  }

  answer(atMs: number, leg: Leg, status: number, reason = 'Reason', more: SipOptions = {}): void {
    const { answerHeaders: headers = [], calleeMedia } = leg;
    const sdp = status >= 200 && status < 300 ? sdpOf(calleeMedia) : '';
    const options = { ...this.optionsOf(leg), headers, sdp, toTag: `to-${leg.callId}`, ...more };
    this.see(atMs, leg.to, leg.from, sipResponse(status, reason, options));
  }

  /** A request within the dialog, from the caller unless said otherwise. */
  inside(atMs: number, leg: Leg, method: string, more: SipOptions = {}, byCallee = false): void {
    this.#branch += 1;
    const { callId, from, to } = leg;
    const parties = this.optionsOf(leg);
    const ends = byCallee
      ? { from: parties.to, to: parties.from, fromTag: `to-${callId}`, toTag: `from-${callId}` }
      : { toTag: `to-${callId}` };
    const text = sipRequest(method, {
      ...parties,
      ...ends,
      cseq: `${this.#branch + 10} ${method}`,
      branches: [`z9hG4bK-${callId}-${this.#branch}`],
      ...more,
    });
    this.see(atMs, byCallee ? to : from, byCallee ? from : to, text);
  }

  /** INVITE, 180, 200 and BYE at these times; what is left out does not happen. */
  play(leg: Leg, times: { invite: number; ring?: number; answer?: number; bye?: number }): void {
    this.playAll([[leg, times]]);
  }

  /** Plays several calls at once, message by message in order of time. */
  playAll(calls: readonly (readonly [Leg, { invite: number; ring?: number; answer?: number; bye?: number }])[]): void {
    const steps: { atMs: number; run: () => void }[] = [];
    for (const [leg, { invite, ring, answer, bye }] of calls) {
      steps.push({ atMs: invite, run: () => this.invite(invite, leg) });
      if (ring !== undefined) steps.push({ atMs: ring, run: () => this.answer(ring, leg, 180) });
      if (answer !== undefined) steps.push({ atMs: answer, run: () => this.answer(answer, leg, 200) });
      if (bye !== undefined) steps.push({ atMs: bye, run: () => this.inside(bye, leg, 'BYE') });
    }
    steps.sort((one, other) => one.atMs - other.atMs);
    for (const { run } of steps) run();
  }

  key(leg: Pick<Leg, 'callId'>): CallKey {
    const key = this.signalling.callOf(leg.callId);
    if (key === null) throw new Error(`no call ${leg.callId}`);
    return key;
  }

  group(leg: Pick<Leg, 'callId'>): CallGroup | null {
    return this.links.groupOf(this.key(leg));
  }

  /** The link between two calls; undefined when there is none. */
  link(one: Pick<Leg, 'callId'>, other: Pick<Leg, 'callId'>): CallLink | undefined {
    const keys = [this.key(one), this.key(other)];
    return this.group(one)?.links.find((link) => keys.includes(link.one) && keys.includes(link.other));
  }

  /** `leg certain: sessionId` … of the link; `none` without one. */
  linkWords(one: Pick<Leg, 'callId'>, other: Pick<Leg, 'callId'>): string {
    const link = this.link(one, other);
    if (link === undefined) return 'none';
    return `${link.kind} ${link.confidence}: ${link.evidence.map(({ by }) => by).join(' ')}`;
  }

  /** All links of the capture. */
  allLinks(): readonly CallLink[] {
    const links = new Map<string, CallLink>();
    for (const key of this.signalling.calls()) {
      for (const link of this.links.groupOf(key)?.links ?? []) links.set(`${link.one} ${link.other}`, link);
    }
    return [...links.values()];
  }

  optionsOf({ callId, calling = '1001', called = '1002' }: Leg): SipOptions & { from: string; to: string } {
    return {
      callId,
      from: `sip:${calling}@example.org`,
      to: `sip:${called}@example.org`,
      fromTag: `from-${callId}`,
      branches: [`z9hG4bK-${callId}`],
    };
  }
}
