import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../../../main/engine/decode/decodeFrame';
import { looksLikeHep } from '../../../../../main/engine/decode/hep/readHep';
import { looksLikeMsrp } from '../../../../../main/engine/decode/msrp/msrpStartLine';
import { Packet } from '../../../../../main/engine/decode/packet';
import { looksLikeWebSocketSip } from '../../../../../main/engine/decode/webSocket/webSocketUnit';
import { corpusFrames } from '../../../../fixtures/captureFrames';
import { corpusNames } from '../../../../golden/corpusNames';

const names = corpusNames();

describe.skipIf(names.length === 0)('captures without HEP, MSRP and SIP over WebSocket', () => {
  it.each(names)('%s has none', (name) => {
    const packet = new Packet();
    const taken: string[] = [];
    for (const frame of corpusFrames(name)) {
      const outcome = decodeFrame(frame, packet);
      if (outcome !== 'udp' && outcome !== 'tcp') continue;
      const { bytes, payloadStart: start, payloadEnd: end } = packet;
      if (looksLikeHep(bytes, start, end)) taken.push(`HEP in frame ${frame.number}`);
      if (looksLikeMsrp(bytes, start, end)) taken.push(`MSRP in frame ${frame.number}`);
      if (looksLikeWebSocketSip(bytes, start, end)) taken.push(`WebSocket in frame ${frame.number}`);
    }
    expect(taken).toEqual([]);
  });
});
