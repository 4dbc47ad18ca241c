import { ethernet, ipv4, type Layer } from '../../fixtures/frames';
import { sctp, sctpData, sctpFragments, sctpInit, sctpSack } from '../../fixtures/sctpChunks';
import { sipRequest } from '../../fixtures/sipMessages';
import { expectMessage, frames, hardInput, HOSTS, type HardInput } from './hardInput';

const overSctp = (text: string): string => text.replaceAll('SIP/2.0/UDP', 'SIP/2.0/SCTP');
const sctpTexts = ['sctp-one', 'sctp-two'].map((callId) =>
  overSctp(sipRequest('OPTIONS', { callId, branches: [`z9hG4bK${callId}`] })),
) as [string, string];
const packet = (...chunks: readonly Uint8Array[]): Layer => ethernet({}, ipv4(HOSTS, sctp({}, ...chunks)));
const parts = sctpFragments({ tsn: 10 }, sctpTexts[0], 150).map((chunk) => packet(chunk));

export const SCTP_INPUTS: readonly HardInput[] = [
  hardInput({
    row: 'sctp',
    name: 'sctp-data',
    frames: frames(packet(sctpInit()), packet(sctpData({ tsn: 1 }, sctpTexts[0])), packet(sctpSack(1))),
    messages: [expectMessage(sctpTexts[0], { transport: 'sctp', frames: [2] })],
  }),
  hardInput({
    row: 'sctp',
    name: 'sctp-bundled',
    frames: frames(
      packet(sctpSack(7), ...sctpTexts.map((text, index) => sctpData({ tsn: 1 + index, streamSequence: index }, text))),
    ),
    messages: sctpTexts.map((text) => expectMessage(text, { transport: 'sctp' })),
  }),
  hardInput({
    row: 'sctp',
    name: 'sctp-fragmented',
    frames: frames(...parts),
    messages: [expectMessage(sctpTexts[0], { transport: 'sctp', frames: parts.map((_, index) => index + 1) })],
  }),
  hardInput({
    row: 'sctp',
    name: 'sctp-fragmented-reversed-and-repeated',
    frames: frames(...parts.toReversed(), parts[0]!),
    messages: [expectMessage(sctpTexts[0], { transport: 'sctp', frames: parts.map((_, index) => index + 1) })],
    tshark: { shows: [], because: 'fragments out of order are not put together' },
  }),
];
