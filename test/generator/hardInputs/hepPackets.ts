import { deflateSync } from 'node:zlib';
import { joinBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, udp, type Layer } from '../../fixtures/frames';
import { hep2, hep3 } from '../../fixtures/hepPackets';
import { sipRequest, sipResponse } from '../../fixtures/sipMessages';
import { Connection } from './connection';
import {
  ALICE,
  BOB,
  EAST,
  expectMessage,
  FROM_BOB,
  frames,
  hardInput,
  START_SECONDS,
  WEST,
  type HardInput,
} from './hardInput';

const hepText = sipRequest('OPTIONS', { callId: 'hep@example.org' });
const hepAnswer = sipResponse(200, 'OK', { callId: 'hep@example.org', cseq: '1 OPTIONS' });
const overUdp = (payload: Uint8Array): Layer =>
  ethernet({}, ipv4({ source: WEST, destination: EAST }, udp({ sourcePort: 41_000, destinationPort: 9060 }, payload)));
const FROM_AGENT = { seconds: START_SECONDS + 2, microseconds: 250_000 };
const tunnels = [`hep 2001 ${WEST} > ${EAST}`];
const NONE = { shows: [], because: 'HEP is not decoded' } as const;

const hepInput = (name: string, packets: readonly Uint8Array[], change: Partial<HardInput> = {}): HardInput =>
  hardInput({
    row: 'hep',
    name: `hep-${name}`,
    frames: frames(...packets.map(overUdp)),
    messages: [expectMessage(hepText, { tunnels, atMs: 2250 })],
    tshark: NONE,
    ...change,
  });

const both = joinBytes(hep3(hepText, FROM_AGENT), hep3(hepAnswer, { ...FROM_AGENT, source: BOB, destination: ALICE }));
const rtcpReport = hep3('{"sender_information":{"packets":250},"ssrc":4660}', {
  ...FROM_AGENT,
  payloadType: 5,
  correlationId: 'hep@example.org',
});
const hepConnection = new Connection({ port: 9060 }).open();
const hepTcpTunnel = [`hep 2001 ${ALICE} > ${BOB}`];

export const HEP_INPUTS: readonly HardInput[] = [
  hepInput('3', [hep3(hepText, { ...FROM_AGENT, authenticationKey: 'secret', agentName: 'edge' })]),
  hepInput('3-ipv6', [hep3(hepText, { ...FROM_AGENT, source: '2001:db8::a', destination: '2001:db8::b' })], {
    messages: [
      expectMessage(hepText, { tunnels, atMs: 2250, source: '2001:db8::a:5060', destination: '2001:db8::b:5060' }),
    ],
  }),
  hepInput('3-packed', [hep3(new Uint8Array(deflateSync(hepText)), { ...FROM_AGENT, compressed: true })]),
  hepInput('3-of-tcp', [hep3(hepText, { ...FROM_AGENT, protocol: 6 })], {
    messages: [expectMessage(hepText, { tunnels, atMs: 2250, transport: 'tcp' })],
  }),
  hepInput('2', [hep2(hepText, FROM_AGENT)]),
  hepInput('1', [hep2(hepText, { version: 1 })], {
    messages: [expectMessage(hepText, { tunnels: [`hep - ${WEST} > ${EAST}`] })],
  }),
  hepInput('report', [hep3(hepText, FROM_AGENT), rtcpReport], {
    companions: [{ kind: 'report', source: `${ALICE}:5060`, destination: `${BOB}:5060`, callId: null, wrong: false }],
  }),
  hepInput('over-tcp', [], {
    frames: hepConnection.alice(both.subarray(0, 300)).alice(both.subarray(300)).close().frames,
    messages: [
      expectMessage(hepText, { tunnels: hepTcpTunnel, atMs: 2250, frames: [4, 5] }),
      expectMessage(hepAnswer, { tunnels: hepTcpTunnel, atMs: 2250, frames: [5], ...FROM_BOB }),
    ],
  }),
];
