import { sdpText, sipRequest, sipResponse, type SipOptions } from '../../../../fixtures/sipMessages';
import { StoryBench } from './storyBench';

export const ALICE_MEDIA = '192.0.2.1';
export const BOB_MEDIA = '192.0.2.2';

export type Audio = {
  readonly address?: string;
  readonly port?: number;
  readonly formats?: readonly string[];
  readonly direction?: string;
  /** Lines of the media section after the others: `a=ptime:20`. */
  readonly lines?: readonly string[];
  readonly profile?: string;
};

/** A session description with one audio line. */
export function audio({
  address = ALICE_MEDIA,
  port = 4000,
  formats = ['0 PCMU/8000'],
  direction,
  lines = [],
  profile = 'RTP/AVP',
}: Audio = {}): string {
  const text = sdpText(address, [{ port, formats, ...(direction === undefined ? {} : { direction }) }]);
  return text.replace('RTP/AVP', profile) + lines.map((line) => `${line}\r\n`).join('');
}

export const bobAudio = (options: Audio = {}): string => audio({ address: BOB_MEDIA, port: 5000, ...options });

/** A request of Alice within the dialog, in a transaction of its own. */
export const fromCaller = (method: string, cseq: number, options: SipOptions = {}): string =>
  sipRequest(method, { cseq: `${cseq} ${method}`, branches: [`z9hG4bKa${cseq}${method}`], toTag: 'bob', ...options });

/** A response of Bob to such a request. */
export const toCaller = (status: number, method: string, cseq: number, options: SipOptions = {}): string =>
  sipResponse(status, 'Phrase', { cseq: `${cseq} ${method}`, branches: [`z9hG4bKa${cseq}${method}`], ...options });

const REVERSED: SipOptions = {
  from: 'sip:bob@example.net',
  fromTag: 'bob',
  to: 'sip:alice@example.org',
  toTag: 'alice',
  sentBy: '192.0.2.2:5060',
};

/** A request of Bob within the dialog. */
export const fromCallee = (method: string, cseq: number, options: SipOptions = {}): string =>
  sipRequest(method, { ...REVERSED, cseq: `${cseq} ${method}`, branches: [`z9hG4bKb${cseq}${method}`], ...options });

/** A response of Alice to such a request. */
export const toCallee = (status: number, method: string, cseq: number, options: SipOptions = {}): string =>
  sipResponse(status, 'Phrase', {
    ...REVERSED,
    cseq: `${cseq} ${method}`,
    branches: [`z9hG4bKb${cseq}${method}`],
    ...options,
  });

export const ack = (cseq = 1, options: SipOptions = {}): string => fromCaller('ACK', cseq, options);

/** A call that is up from 1000 ms on, its messages 0 to 3: INVITE, 180, 200, ACK. */
export function callThatIsUp(offer = audio(), answer = bobAudio(), answerHeaders: readonly string[] = []): StoryBench {
  const bench = new StoryBench();
  bench.fromAlice(0, sipRequest('INVITE', { sdp: offer }));
  bench.fromBob(100, sipResponse(180, 'Ringing', { contact: '<sip:bob@192.0.2.2>' }));
  bench.fromBob(1000, sipResponse(200, 'OK', { contact: '<sip:bob@192.0.2.2>', sdp: answer, headers: answerHeaders }));
  bench.fromAlice(1010, ack());
  return bench;
}

/** A call that rings: INVITE and 180. */
export function ringing(): StoryBench {
  const bench = new StoryBench();
  bench.fromAlice(0, sipRequest('INVITE', { sdp: audio() }));
  bench.fromBob(100, sipResponse(180, 'Ringing', { contact: '<sip:bob@10.1.1.7:5062>' }));
  return bench;
}

/** A change of the call by Alice: re-INVITE, 200, ACK. */
export function changeByCaller(bench: StoryBench, atMs: number, cseq: number, offer: string, answer: string): void {
  bench.fromAlice(atMs, fromCaller('INVITE', cseq, { sdp: offer }));
  bench.fromBob(atMs + 10, toCaller(200, 'INVITE', cseq, { sdp: answer }));
  bench.fromAlice(atMs + 20, ack(cseq));
}

/** A change of the call by Bob: re-INVITE, 200, ACK. */
export function changeByCallee(bench: StoryBench, atMs: number, cseq: number, offer: string, answer: string): void {
  bench.fromBob(atMs, fromCallee('INVITE', cseq, { sdp: offer }));
  bench.fromAlice(atMs + 10, toCallee(200, 'INVITE', cseq, { sdp: answer }));
  bench.fromBob(atMs + 20, fromCallee('ACK', cseq));
}
