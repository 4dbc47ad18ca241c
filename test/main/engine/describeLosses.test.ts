import { describe, expect, it } from 'vitest';
import { describeLosses } from '../../../main/engine/describeLosses';
import { Pipeline } from '../../../main/engine/pipeline';
import { ethernet, frameOf, ipv4, raw } from '../../fixtures/frames';

const NONE = {
  abandonedDatagrams: 0,
  abandonedFragments: 0,
  droppedStreams: 0,
  droppedCandidates: 0,
  tcpGaps: 0,
  missingTcpBytes: 0,
  droppedConnections: 0,
  encryptedConnections: 0,
  compressedMessages: 0,
  abandonedSctpMessages: 0,
  unreadableHepPackets: 0,
  droppedCompanions: 0,
  droppedExchanges: 0,
  droppedKeepalives: 0,
  refusedJoins: 0,
  forgottenLinkValues: 0,
  decoderFaults: 0,
};

describe('describeLosses', () => {
  it.each([
    [{}, []],
    [
      { abandonedDatagrams: 1, abandonedFragments: 1 },
      ['1 IP datagram was not complete: 1 fragment could not be read.'],
    ],
    [
      { abandonedDatagrams: 1200, abandonedFragments: 3400 },
      ['1,200 IP datagrams were not complete: 3,400 fragments could not be read.'],
    ],
    [
      { tcpGaps: 1, missingTcpBytes: 1460 },
      ['TCP connections miss bytes at 1 place, 1,460 bytes in all: messages may be missing there.'],
    ],
    [{ droppedConnections: 3 }, ['3 TCP connections left memory to make room for newer ones.']],
    [{ encryptedConnections: 1 }, ['1 TCP connection is encrypted with TLS and cannot be read: SIP may be among it.']],
    [
      { compressedMessages: 1 },
      ['1 WebSocket message is compressed together with earlier ones (permessage-deflate) and cannot be read.'],
    ],
    [{ abandonedSctpMessages: 2 }, ['2 SCTP messages were not complete.']],
    [{ unreadableHepPackets: 1 }, ['1 HEP packet could not be read.']],
    [{ droppedCompanions: 1 }, ['1 flow beside RTP (STUN, DTLS …) left memory to make room for newer ones.']],
    [
      { droppedExchanges: 2, droppedKeepalives: 1 },
      [
        '2 exchanges outside calls (messages, subscriptions …) left memory to make room for newer ones.',
        '1 pair of hosts that kept in touch left memory to make room for others.',
      ],
    ],
    [
      { refusedJoins: 1, forgottenLinkValues: 1200 },
      [
        '1 join of calls was refused because the group was full: calls that belong together may stand apart.',
        '1,200 values by which calls are joined left memory to make room for newer ones: calls that belong together may stand apart.',
      ],
    ],
    [{ droppedStreams: 2 }, ['2 RTP streams left memory to make room for newer ones.']],
    [{ droppedCandidates: 1 }, ['1 flow that looked like RTP was given up unconfirmed.']],
    [{ decoderFaults: 2 }, ['A decoder failed on 2 frames: a fault of this program, please report it.']],
  ])('%o', (losses, notes) => expect(describeLosses({ ...NONE, ...losses })).toEqual(notes));
});

describe('Pipeline.losses', () => {
  it('counts a fragment whose datagram never became whole', () => {
    const pipeline = new Pipeline();
    const addresses = { source: '10.0.0.1', destination: '10.0.0.2', id: 7, moreFragments: true };
    pipeline.onFrame(frameOf(ethernet({}, ipv4(addresses, raw(new Uint8Array(64), { protocol: 17 }))).bytes));
    expect(pipeline.losses()).toEqual(NONE);
    pipeline.finish();
    expect(pipeline.losses()).toEqual({ ...NONE, abandonedDatagrams: 1, abandonedFragments: 1 });
  });
});
