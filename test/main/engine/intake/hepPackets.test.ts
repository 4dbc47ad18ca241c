import { deflateSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { FedCapture } from '../../../fixtures/fedCapture';
import { textBytes } from '../../../fixtures/bytes';
import { ethernet, ipv4, tcp, udp, vlan } from '../../../fixtures/frames';
import { hep2, hep3, type HepFields } from '../../../fixtures/hepPackets';
import { sipRequest } from '../../../fixtures/sipMessages';

const invite = sipRequest('INVITE');
const AGENT = { source: '10.9.0.1', destination: '10.9.0.2' };
const PORTS = { sourcePort: 40_000, destinationPort: 9060 };
/** When the first frame was captured; see `FedCapture`. */
const START_SECONDS = 1_768_213_396;

const overUdp = (hep: Uint8Array) => ({ atMs: 0, bytes: ethernet({}, ipv4(AGENT, udp(PORTS, hep))).bytes });

function feed(...packets: readonly Uint8Array[]) {
  const fed = new FedCapture();
  fed.feed(packets.map(overUdp));
  return { fed, ...fed.captured.pipeline };
}

const feedInvite = (fields: HepFields = {}) => feed(hep3(invite, fields)).signalling.messages;

describe('SIP in a HEP packet', () => {
  it('goes between the addresses that the agent saw, inside of the packet from agent to collector', () => {
    const fields = { source: '192.0.2.7', destination: '192.0.2.8', sourcePort: 5070, destinationPort: 5080 };
    const [row] = feedInvite({ ...fields, agentId: 77 });
    expect(row).toMatchObject({
      source: { address: '192.0.2.7', port: 5070 },
      destination: { address: '192.0.2.8', port: 5080 },
      encapsulation: {
        vlanIds: [],
        tunnels: [{ kind: 'hep', id: 77, source: AGENT.source, destination: AGENT.destination }],
      },
    });
  });

  it.each([
    [6, 'tcp'],
    [17, 'udp'],
    [22, 'tls'],
    [132, 'sctp'],
    [99, 'udp'],
  ])('of protocol %i came over %s', (protocol, transport) => {
    expect(feedInvite({ protocol })[0]).toMatchObject({ transport });
  });

  it.each([
    ['when the agent captured it', { seconds: START_SECONDS + 2, microseconds: 500_000 }, 2500, []],
    ['before the capture began', { seconds: START_SECONDS - 1, microseconds: 0 }, -1000, []],
    ['when its frame did, as the agent tells no time', { seconds: 0, microseconds: 0 }, 0, []],
    ['when its frame did, as the agent is a day ahead', { seconds: START_SECONDS + 86_400 }, 0, ['agentTimeAhead']],
  ])('came %s', (_when, fields, atMs, issues) => {
    const [row] = feedInvite(fields);
    expect(row!.atMs).toBeCloseTo(atMs, 3);
    expect(row!.issues.map(({ code }) => code)).toEqual(issues);
  });

  it('has the VLAN of the frame outside and that of the agent', () => {
    const fed = new FedCapture();
    const layer = vlan(100, ipv4(AGENT, udp(PORTS, hep3(invite, { vlanId: 200 }))));
    fed.feed([{ atMs: 0, bytes: ethernet({}, layer).bytes }]);
    expect(fed.captured.pipeline.signalling.messages[0]!.encapsulation!.vlanIds).toEqual([100, 200]);
  });

  it.each([
    ['plain', hep3(invite)],
    ['compressed', hep3(deflateSync(textBytes(invite)), { compressed: true })],
    ['of version 2', hep2(invite)],
  ])('can be read again without what is around it: %s', (_name, packet) => {
    const { fed, signalling } = feed(packet);
    expect(fed.captured.readMessage(signalling.messages[0]!)).toEqual(textBytes(invite));
  });

  it('is one message for each packet of a connection', () => {
    const fed = new FedCapture();
    const packets = [hep3(invite), hep3(sipRequest('OPTIONS'))];
    const segment = tcp(PORTS, Uint8Array.from(packets.flatMap((packet) => [...packet])));
    fed.feed([{ atMs: 0, bytes: ethernet({}, ipv4(AGENT, segment)).bytes }]);
    const { signalling } = fed.captured.pipeline;
    fed.captured.pipeline.finish();
    expect(signalling.messages.map(({ method, transport }) => [method, transport])).toEqual([
      ['INVITE', 'udp'],
      ['OPTIONS', 'udp'],
    ]);
    expect(fed.captured.readMessage(signalling.messages[1]!)).toEqual(textBytes(sipRequest('OPTIONS')));
  });
});

describe('other payloads', () => {
  it('become reports of the call that the agent names', () => {
    const { companions, signalling } = feed(
      hep3(invite),
      hep3('{"packets":5}', { payloadType: 5, correlationId: 'call-1@example.org' }),
      hep3('something happened', { payloadType: 100, correlationId: 'call-1@example.org' }),
    );
    const [row] = companions.companionsOf(signalling.calls()[0]!);
    expect(row!.events.map(({ words }) => words)).toEqual([
      expect.stringContaining('{"packets":5}'),
      expect.stringContaining('something happened'),
    ]);
    expect(signalling.messages).toHaveLength(1);
  });

  it.each([
    ['a compressed payload that is none', hep3(textBytes('not compressed'), { compressed: true })],
    ['SIP that the capture cut off', hep3(invite).subarray(0, 95)],
    ['SIP that is none', hep3('hello')],
  ])('that cannot be read are counted: %s', (_name, packet) => {
    const { fed, signalling } = feed(packet);
    expect(signalling.messages).toHaveLength(0);
    expect(fed.captured.pipeline.losses().unreadableHepPackets).toBe(1);
  });
});
