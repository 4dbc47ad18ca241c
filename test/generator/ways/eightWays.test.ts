import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Engine } from '../../../main/engine/engine';
import type {
  CallRow,
  CompanionRow,
  Encapsulation,
  Endpoint,
  MessageRow,
  StreamRow,
} from '../../../shared/protocol/rows';
import { RunningEngine } from '../../fixtures/runningEngine';
import { eightWays } from './eightWays';

let running: RunningEngine;
let engine: Engine;
let calls: readonly CallRow[];
let messages: readonly MessageRow[];
let streams: readonly StreamRow[];
let companions: readonly CompanionRow[];

beforeAll(async () => {
  running = new RunningEngine();
  engine = await running.openFrames(eightWays());
  calls = (await engine.command('listCalls', { count: 1000 })).rows;
  messages = (await engine.command('listMessages', { count: 1000 })).rows;
  streams = (await engine.command('listStreams', { count: 1000 })).rows;
  companions = (await engine.command('listCompanions', { count: 1000 })).rows;
});
afterAll(() => running.close());

const place = ({ address, port }: Endpoint): string => `${address}:${port}`;
const callNamed = (display: string): CallRow => {
  const call = calls.find(({ from }) => from.display === display);
  if (call === undefined) throw new Error(`no call from ${display}`);
  return call;
};
const messagesOf = ({ key }: CallRow): readonly MessageRow[] => messages.filter(({ call }) => call === key);
const streamsOf = ({ key }: CallRow): readonly StreamRow[] => streams.filter(({ call }) => call === key);
const companionsOf = ({ key }: CallRow): readonly CompanionRow[] => companions.filter(({ call }) => call === key);
const tunnelsOf = (encapsulation: Encapsulation | null): readonly string[] =>
  (encapsulation?.tunnels ?? []).map(({ kind, id, source, destination }) => `${kind} ${id} ${source} > ${destination}`);
const startOf = ({ method, status }: MessageRow): string => method ?? String(status);

describe('the sample of eight ways', () => {
  it('has ten calls, and nothing that belongs to none', () => {
    expect(calls.map(({ from, state, messageCount }) => [from.display, state, messageCount]).toSorted()).toEqual([
      ['+4930123401', 'completed', 6],
      ['+4930123402', 'rejected', 4],
      ['Accounts fax', 'completed', 10],
      ['Control room', 'completed', 6],
      ['Gate house', 'unanswered', 4],
      ['Home office', 'completed', 7],
      ['Homer 71', 'completed', 7],
      ['Mobile 77', 'completed', 12],
      ['Web desk', 'completed', 13],
      ['Web shop', 'completed', 13],
    ]);
    expect([...streams, ...companions].filter(({ call }) => call === null)).toEqual([]);
  });

  it('has the issues of a hole in the capture and of a careless door phone', async () => {
    const { kinds } = await engine.command('countIssues', {});
    expect(kinds.map(({ code, messages: count }) => [code, count]).toSorted()).toEqual([
      ['badDate', 4],
      ['bytesMissingBefore', 1],
      ['missingMaxForwards', 4],
    ]);
  });

  it('WebRTC: SIP over WebSocket on one side of the gateway, media that only ICE can place', () => {
    const call = callNamed('Web desk');
    expect(new Set(messagesOf(call).map(({ transport }) => transport))).toEqual(new Set(['ws', 'udp']));
    expect(
      streamsOf(call)
        .map(({ boundBy, packets }) => [boundBy, packets])
        .toSorted(),
    ).toEqual([
      ['ice', 250],
      ['ice', 250],
      ['sdp', 250],
      ['sdp', 250],
    ]);
    expect(companionsOf(call).map(({ kind, wrong }) => [kind, wrong])).toEqual([
      ['stun', false],
      ['dtls', false],
    ]);
  });

  it('WebRTC with another certificate than SDP says: a handshake that fails, and half of the media', () => {
    const call = callNamed('Web shop');
    const dtls = companionsOf(call).find(({ kind }) => kind === 'dtls');
    expect(dtls).toMatchObject({ wrong: true, parties: { from: { display: 'Web shop' }, to: { user: '2002' } } });
    expect(dtls!.summary).toMatch(/^DTLS 1.2 · alert: bad certificate · fingerprint differs from SDP · ECDHE/);
    expect(streamsOf(call)).toHaveLength(1);
  });

  it('a trunk: two messages in one segment, more than once', () => {
    const ofTrunk = messages.filter(({ transport }) => transport === 'tcp');
    const inOneFrame = ofTrunk.filter(({ frame }) => ofTrunk.filter((other) => other.frame === frame).length > 1);
    expect(inOneFrame.map(startOf)).toEqual(['INVITE', 'INVITE', '100', '100']);
    expect(streamsOf(callNamed('+4930123401')).map(({ packets }) => packets)).toEqual([200, 200]);
  });

  it('VoLTE: each direction in its tunnel, under two tags', () => {
    const call = callNamed('Mobile 77');
    const wrapped = [...messagesOf(call), ...streamsOf(call)].map(({ encapsulation }) => encapsulation);
    expect(new Set(wrapped.map((each) => each?.vlanIds.join()))).toEqual(new Set(['310,27']));
    expect(new Set(wrapped.flatMap(tunnelsOf))).toEqual(
      new Set(['gtpU 1714945 2001:db8:a::e1 > 2001:db8:a::5', 'gtpU 3951874 2001:db8:a::5 > 2001:db8:a::e1']),
    );
    expect(
      streamsOf(call)
        .map(({ lostPackets }) => lostPackets)
        .toSorted(),
    ).toEqual([0, 3]);
  });

  it('fax: speech first, then T.38 between the same ports', () => {
    const call = callNamed('Accounts fax');
    expect(messagesOf(call).filter(({ method }) => method === 'INVITE')).toHaveLength(2);
    expect(streamsOf(call)).toHaveLength(2);
    const [fax] = companionsOf(call);
    expect(fax).toMatchObject({ kind: 't38', wrong: false, summary: 'T.38 fax · V.17 14400 · 214 packets' });
    expect(place(fax!.source)).toBe('10.3.5.2:14000');
  });

  it('a closed port: each INVITE came back', () => {
    const sent = messagesOf(callNamed('Gate house'));
    expect(sent.map(({ undeliverable }) => undeliverable?.words)).toEqual(
      Array.from({ length: 4 }, () => 'Destination port unreachable (ICMP type 3, code 3)'),
    );
    expect(sent.filter(({ retransmission }) => retransmission)).toHaveLength(3);
  });

  it('a HEP feed: messages at the places where the agent saw them, its reports beside them', () => {
    const call = callNamed('Homer 71');
    const tunnels = messagesOf(call).flatMap(({ encapsulation }) => tunnelsOf(encapsulation));
    expect(tunnels).toEqual(Array.from({ length: 7 }, () => 'hep 71 10.3.7.5 > 10.3.7.9'));
    expect(messagesOf(call).map(({ source }) => source.address)).toContain('203.0.113.72');
    expect(companionsOf(call).map(({ summary }) => summary)).toEqual(['HEP agent · 1 log line · 2 RTCP reports']);
  });

  it('a TURN relay: what it carries on both of its sides', () => {
    const call = callNamed('Home office');
    expect(companionsOf(call).map(({ kind, packets }) => [kind, packets])).toEqual([['turn', 366]]);
    expect(streamsOf(call).map(({ packets }) => packets)).toEqual([180, 180, 180, 180]);
  });

  it('a chat: MSRP over its own connection', () => {
    expect(companionsOf(callNamed('Control room')).map(({ kind, summary }) => [kind, summary])).toEqual([
      ['msrp', 'MSRP · 3 requests · 3 responses · 115 bytes'],
    ]);
  });
});
