import type { Endpoint } from '../../../../../shared/protocol/rows';
import { sdpText, sipRequest, sipResponse, type SipOptions } from '../../../../fixtures/sipMessages';
import { SignallingBench, type Way } from './signallingBench';

/**
 * Calls written as a ladder, a line a message: `A>P INVITE 1`, `P>A 407 1 INVITE`. The first word names the hop, then a method or a
 * status, then the CSeq number with a response's method. `@5000` before it sets the time in ms; without, 100 ms pass. `ACK!` is
 * the ACK to a refusal, which shares the branch of its INVITE, and `INVITE+` an INVITE inside the dialog.
 *
 * Machines stand in the order of the path, `A` and `B` at its ends; each that passes a request on adds a Via.
 */
export type Line = string | readonly [string, SipOptions];

const LINE = /^(?:@(\d+) )?(\w+)>(\w+) ([A-Z]+[!+]?|\d{3}) (\d+)(?: ([A-Z]+\+?))?$/;

const REASONS: Readonly<Record<string, string>> = {
  100: 'Trying',
  180: 'Ringing',
  183: 'Session Progress',
  200: 'OK',
  302: 'Moved Temporarily',
  486: 'Busy Here',
  487: 'Request Terminated',
};

export type Script = { readonly lines: readonly Line[]; readonly path?: readonly string[]; readonly way?: Way };

type Parsed = {
  readonly atMs: number;
  readonly from: string;
  readonly to: string;
  readonly what: string;
  readonly cseq: string;
  readonly cseqMethod: string;
  readonly options: SipOptions;
};

function parse(line: Line, lastMs: number): Parsed {
  const [text, options] = typeof line === 'string' ? [line, {}] : line;
  const match = LINE.exec(text);
  if (match === null) throw new Error(`not a line of a ladder: ${text}`);
  const [, at, from = '', to = '', what = '', cseq = '', method = ''] = match;
  const atMs = at === undefined ? lastMs + 100 : Number(at);
  return { atMs, from, to, what, cseq, cseqMethod: method || what, options };
}

const isStatus = (what: string): boolean => /^\d/.test(what);
const plain = (method: string): string => method.replace(/[!+]/, '');

/** Requests of a CANCEL or of the ACK to a refusal carry the branch of the INVITE. */
const branchMethod = (method: string): string => (method === 'CANCEL' || method === 'ACK!' ? 'INVITE' : plain(method));

/** Branches of the request that goes or went over this hop, topmost first. */
function branchesOf(path: readonly string[], from: string, to: string, cseq: string, method: string): string[] {
  const [at, next] = [path.indexOf(from), path.indexOf(to)];
  const towardsCallee = next > at;
  const passed = towardsCallee ? path.slice(0, at + 1) : path.slice(at).reverse();
  return passed
    .map((machine, index) => `z9hG4bK-${machine}-${passed[index + 1] ?? to}-${cseq}-${branchMethod(method)}`)
    .reverse();
}

const endpointOf = (path: readonly string[], machine: string): Endpoint => ({
  address: `192.0.2.${1 + path.indexOf(machine)}`,
  port: 5060,
});

const ALICE_URI = 'sip:alice@example.org';
const BOB_URI = 'sip:bob@example.net';

function optionsOf(path: readonly string[], parsed: Parsed): SipOptions {
  const { from, to, what, cseq, cseqMethod, options } = parsed;
  const [requester, target] = isStatus(what) ? [to, from] : [from, to];
  const byCaller = path.indexOf(requester) < path.indexOf(target);
  const opensDialog = cseqMethod === 'INVITE' || cseqMethod === 'CANCEL';
  const calleeTag = opensDialog && (!isStatus(what) || what === '100') ? null : 'bob';
  return {
    cseq: `${cseq} ${plain(cseqMethod)}`,
    branches: branchesOf(path, requester, target, cseq, cseqMethod),
    sentBy: endpointOf(path, requester).address,
    from: byCaller ? ALICE_URI : BOB_URI,
    to: byCaller ? BOB_URI : ALICE_URI,
    fromTag: byCaller ? 'alice' : 'bob',
    toTag: byCaller ? calleeTag : 'alice',
    ...options,
  };
}

/** Feeds the ladder; the capture then ends where it ends, or at `finishAtMs`. */
export function play(
  { lines, path = ['A', 'B'], way = {} }: Script,
  bench = new SignallingBench(),
  finishAtMs = 0,
): SignallingBench {
  let lastMs = -100;
  for (const line of lines) {
    const parsed = parse(line, lastMs);
    lastMs = parsed.atMs;
    const { from, to, what } = parsed;
    const options = optionsOf(path, parsed);
    const text = isStatus(what)
      ? sipResponse(Number(what), REASONS[what] ?? 'Reason', options)
      : sipRequest(plain(what), options);
    bench.see(lastMs, endpointOf(path, from), endpointOf(path, to), text, way);
  }
  bench.analysis.finish(Math.max(lastMs, finishAtMs));
  return bench;
}

export const audio = (direction?: string, address = '192.0.2.1'): string =>
  sdpText(address, [{ port: 4000, formats: ['0 PCMU/8000'], ...(direction === undefined ? {} : { direction }) }]);

/** Ladders that tests share. */
export const ANSWERED: readonly Line[] = [
  ['A>B INVITE 1', { sdp: audio() }],
  'B>A 180 1 INVITE',
  ['B>A 200 1 INVITE', { sdp: audio() }],
  'A>B ACK 1',
];
export const HUNG_UP: readonly Line[] = ['@9000 B>A BYE 1', 'A>B 200 1 BYE'];
