import { describe, expect, it } from 'vitest';
import { readBody } from '../../../../../main/engine/decode/body/readBody';
import { decodeFrame } from '../../../../../main/engine/decode/decodeFrame';
import { FieldMaker } from '../../../../../main/engine/decode/field';
import { Packet } from '../../../../../main/engine/decode/packet';
import { describeRtcp } from '../../../../../main/engine/decode/rtcp/describeRtcp';
import { describeRtp } from '../../../../../main/engine/decode/rtp/describeRtp';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { corpusFrames, hasCorpus } from '../../../../fixtures/captureFrames';
import { expectTiled } from '../../../../fixtures/fieldOutline';
import { corpusNames } from '../../../../golden/corpusNames';

/** Frames looked at in each capture. */
const MAX_FRAMES = 3000;

describe.skipIf(!hasCorpus)('every UDP payload of real captures (a corpus beside the repository)', () => {
  it.each(corpusNames().filter((name) => /\.pcap(ng)?$/.test(name)))(
    '%s is described without losing a byte, whatever it is',
    (capture) => {
      const packet = new Packet();
      for (const frame of corpusFrames(capture)) {
        if (frame.number > MAX_FRAMES) break;
        if (decodeFrame(frame, packet) !== 'udp') continue;
        const { bytes, payloadStart, payloadEnd } = packet;
        const make = new FieldMaker(bytes);
        expectTiled(describeRtp(make, payloadStart, payloadEnd), payloadStart, payloadEnd);
        expectTiled(describeRtcp(make, payloadStart, payloadEnd), payloadStart, payloadEnd);
        const message = parseSip(bytes, payloadStart, payloadEnd);
        if (message.ok) expect(readBody(message.value, bytes, payloadStart).issues.length).toBeLessThan(100);
      }
    },
  );
});
