import { joinBytes, textBytes } from '../../fixtures/bytes';
import { ethernet, vlan, type Layer } from '../../fixtures/frames';
import { sipRequest, sipResponse } from '../../fixtures/sipMessages';
import { Connection } from './connection';
import { ALICE, BOB, expectMessage, hardInput, type ExpectedMessage, type HardInput } from './hardInput';
import { gtpU } from './tunnelFrames';

const overTcp = (text: string): string => text.replaceAll('SIP/2.0/UDP', 'SIP/2.0/TCP');

const optionsText = (callId: string, body = ''): string =>
  overTcp(
    sipRequest('OPTIONS', {
      callId,
      branches: [`z9hG4bK${callId}`],
      headers: body === '' ? [] : ['Content-Type: text/plain'],
    }),
  )
    .replace('Content-Length: 0', `Content-Length: ${body.length}`)
    .concat(body);

const texts = ['one', 'two', 'three'].map((callId) => optionsText(callId));
const [one, two, three] = texts.map(textBytes) as [Uint8Array, Uint8Array, Uint8Array];
const all = joinBytes(one, two, three);

const tcpMessage = (
  text: string | Uint8Array,
  frames: readonly number[],
  change: Partial<ExpectedMessage> = {},
): ExpectedMessage => expectMessage(text, { transport: 'tcp', source: `${ALICE}:40001`, frames, ...change });

/** The three messages, each with the frames that its bytes came in. */
const threeIn = (...frames: readonly (readonly number[])[]): readonly ExpectedMessage[] =>
  texts.map((text, index) => tcpMessage(text, frames[index] ?? []));

const shown = (...callIds: readonly string[]): readonly string[] => callIds.map((callId) => `OPTIONS ${callId}`);

const largeBody = 'x'.repeat(64_000);
const large = optionsText('large', largeBody);
const largeBytes = textBytes(large);
const largeFrames = Array.from({ length: Math.ceil(largeBytes.length / 1400) }, (_, index) => index + 4);

/** What is missed in a message that ends in its From header. */
const CUT_SHORT = ['missingBlankLine', 'missingCallId', 'missingContentLength', 'missingCseq', 'missingTo'] as const;

const KEEPALIVE = textBytes('\r\n\r\n');
const PONG = textBytes('\r\n');

export const TCP_INPUTS: readonly HardInput[] = [
  hardInput({
    row: 'tcpThreeInOne',
    name: 'tcp-three-in-one',
    frames: new Connection().open().alice(all).close().frames,
    messages: threeIn([4], [4], [4]),
  }),
  hardInput({
    row: 'tcpThreeInOne',
    name: 'tcp-three-in-one-in-vlan-and-gtp-u',
    frames: new Connection({ wrap: (packet: Layer) => ethernet({}, vlan(31, gtpU(77, packet))) }).open().alice(all)
      .frames,
    messages: texts.map((text) => tcpMessage(text, [4], { vlanIds: [31], tunnels: ['gtpU 77 10.9.0.1 > 10.9.0.2'] })),
  }),
  hardInput({
    row: 'tcpThreeOverThree',
    name: 'tcp-three-over-three',
    frames: new Connection()
      .open()
      .alice(all.subarray(0, 4))
      .alice(all.subarray(4, one.length + 100))
      .alice(all.subarray(one.length + 100))
      .close().frames,
    messages: threeIn([4, 5], [5, 6], [6]),
  }),
  hardInput({
    row: 'tcpThreeOverThree',
    name: 'tcp-byte-by-byte',
    frames: new Connection().open().aliceInPieces(one, 1).frames,
    messages: [
      tcpMessage(
        one,
        Array.from(one, (_, index) => index + 4),
      ),
    ],
  }),
  hardInput({
    row: 'tcpThreeOverThree',
    name: 'tcp-over-the-wrap-of-the-sequence-number',
    frames: new Connection({ firstSequence: 0xffff_ffff - one.length - 50 }).open().aliceInPieces(all, 300).frames,
    messages: threeIn(...[one, two, three].map((_, index) => framesOf(index, 300))),
  }),
  hardInput({
    row: 'tcpOutOfOrder',
    name: 'tcp-out-of-order',
    frames: new Connection().open().alice(two, { at: one.length }).alice(three).alice(one, { at: 0 }).close().frames,
    messages: threeIn([6], [4], [5]),
    tshark: { shows: shown('three', 'two'), because: 'a segment behind its place is not read by default' },
  }),
  hardInput({
    row: 'tcpOutOfOrder',
    name: 'tcp-out-of-order-within-messages',
    frames: new Connection()
      .open()
      .alice(all.subarray(0, 100))
      .alice(all.subarray(one.length + 50), { at: one.length + 50 })
      .alice(all.subarray(100, one.length + 50), { at: 100 })
      .close().frames,
    messages: threeIn([4, 6], [5, 6], [5]),
    tshark: { shows: [], because: 'segments out of order are not put in order by default' },
  }),
  hardInput({
    row: 'tcpRetransmitted',
    name: 'tcp-retransmitted',
    frames: new Connection()
      .open()
      .alice(one)
      .alice(one, { at: 0 })
      .alice(two)
      .alice(two, { at: one.length })
      .alice(three).frames,
    messages: threeIn([4], [6], [8]),
  }),
  hardInput({
    row: 'tcpRetransmitted',
    name: 'tcp-retransmitted-in-larger-pieces',
    frames: new Connection()
      .open()
      .alice(one.subarray(0, 100))
      .alice(one.subarray(100, 180))
      .alice(one.subarray(50), { at: 50 })
      .alice(joinBytes(two, three)).frames,
    messages: threeIn([4, 5, 6], [7], [7]),
    tshark: { shows: shown('three', 'two'), because: 'a retransmission that overlaps what came is left out whole' },
  }),
  hardInput({
    row: 'tcpKeepalive',
    name: 'tcp-keepalive-and-message',
    frames: new Connection()
      .open()
      .alice(joinBytes(KEEPALIVE, one))
      .bob(PONG)
      .alice(joinBytes(two, KEEPALIVE, three)).frames,
    messages: threeIn([4], [6], [6]),
    tshark: { shows: shown('two'), because: 'a message behind a keepalive in the same segment is lost' },
  }),
  hardInput({
    row: 'tcpKeepalive',
    name: 'tcp-keepalive-of-the-stack',
    frames: new Connection()
      .open()
      .alice(one)
      .alice(Uint8Array.of(0), { at: one.length - 1, flags: 0x10 })
      .bob(new Uint8Array(0), { flags: 0x10 })
      .alice(two)
      .alice(three).frames,
    messages: threeIn([4], [7], [8]),
  }),
  hardInput({
    row: 'tcpHoles',
    name: 'tcp-mid-stream',
    frames: new Connection().alice(joinBytes(one.subarray(200), two)).alice(three).frames,
    messages: [tcpMessage(two, [1], { issues: ['beganMidStream'] }), tcpMessage(three, [2])],
    tshark: { shows: shown('three'), because: 'what stands before the first start line is not passed over' },
  }),
  hardInput({
    row: 'tcpHoles',
    name: 'tcp-hole-between-messages',
    frames: new Connection()
      .open()
      .alice(one)
      .aliceUnseen(two.length)
      .alice(three)
      .bob(textBytes(overTcp(sipResponse(200, 'OK', { callId: 'three', cseq: '1 OPTIONS' }))))
      .close().frames,
    messages: [
      tcpMessage(one, [4]),
      tcpMessage(three, [5], { issues: ['bytesMissingBefore'] }),
      tcpMessage(overTcp(sipResponse(200, 'OK', { callId: 'three', cseq: '1 OPTIONS' })), [6], {
        source: `${BOB}:5060`,
        destination: `${ALICE}:40001`,
      }),
    ],
  }),
  hardInput({
    row: 'tcpHoles',
    name: 'tcp-hole-in-a-message',
    frames: new Connection()
      .open()
      .alice(joinBytes(one, two.subarray(0, 150)))
      .aliceUnseen(50)
      .alice(joinBytes(two.subarray(200), three))
      .bob(PONG)
      .close().frames,
    messages: [
      tcpMessage(one, [4]),
      tcpMessage(two.subarray(0, 150), [4], { issues: CUT_SHORT }),
      tcpMessage(three, [5], { issues: ['bytesMissingBefore'] }),
    ],
    tshark: { shows: shown('one'), because: 'it waits for the missing bytes to the end' },
  }),
  hardInput({
    row: 'tcpHoles',
    name: 'tcp-cut-off-by-snap-length',
    frames: new Connection()
      .open()
      .alice(one)
      .cutLastFrame(54 + 150)
      .alice(two)
      .bob(PONG)
      .alice(three)
      .close().frames,
    messages: [
      tcpMessage(one.subarray(0, 150), [4], { issues: [...CUT_SHORT, 'cutOffByCapture'] }),
      tcpMessage(two, [5], { issues: ['bytesMissingBefore'] }),
      tcpMessage(three, [7]),
    ],
  }),
  hardInput({
    row: 'tcpLargeBody',
    name: 'tcp-large-body',
    frames: new Connection().open().aliceInPieces(largeBytes, 1400).alice(two).frames,
    messages: [tcpMessage(large, largeFrames), tcpMessage(two, [largeFrames.at(-1)! + 1])],
  }),
];

/** Frames of segments of this length that hold bytes of the message; the handshake takes three. */
function framesOf(index: number, pieceBytes: number): readonly number[] {
  const lengths = [one.length, two.length, three.length];
  const start = lengths.slice(0, index).reduce((sum, length) => sum + length, 0);
  const first = Math.floor(start / pieceBytes);
  const last = Math.floor((start + lengths[index]! - 1) / pieceBytes);
  return Array.from({ length: last - first + 1 }, (_, piece) => first + piece + 4);
}
