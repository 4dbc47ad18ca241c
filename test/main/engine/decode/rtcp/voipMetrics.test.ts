import { describe, expect, it } from 'vitest';
import { decodeRtcpCompound } from '../../../../../main/engine/decode/rtcp/rtcpCompound';
import { readVoipMetrics, type VoipMetrics } from '../../../../../main/engine/decode/rtcp/voipMetrics';
import { hexBytes, joinBytes, words32 } from '../../../../fixtures/bytes';
import { rtcp } from '../../../../fixtures/rtpPackets';

const BODY = hexBytes(`
  11223344  0d 1a 80 05  00c8 1388  0064 0028  ec ba 37 10  5d 7f 29 2a  f2 00  0028 0050 0078`);

const METRICS: VoipMetrics = {
  ssrc: 0x11223344,
  lossRatio: 13 / 256,
  discardRatio: 26 / 256,
  burstDensityRatio: 0.5,
  gapDensityRatio: 5 / 256,
  burstDurationMs: 200,
  gapDurationMs: 5000,
  roundTripMs: 100,
  endSystemDelayMs: 40,
  signalLevelDbm: -20,
  noiseLevelDbm: -70,
  residualEchoReturnLossDb: 55,
  gapThresholdPackets: 16,
  rFactor: 93,
  externalRFactor: null,
  listeningMos: 4.1,
  conversationalMos: 4.2,
  lossConcealment: 'standard',
  jitterBufferKind: 'adaptive',
  jitterBufferRate: 2,
  jitterBufferNominalMs: 40,
  jitterBufferMaximumMs: 80,
  jitterBufferAbsoluteMaximumMs: 120,
};

describe('VoIP metrics', () => {
  it('are read where they lie', () => {
    expect(readVoipMetrics(joinBytes(new Uint8Array(3), BODY), 3)).toEqual(METRICS);
  });

  it('are part of an extended report when they are whole', () => {
    const block = (lengthWords: number): Uint8Array =>
      rtcp({ packetType: 207 }, joinBytes(words32(1, 0x07000000 | lengthWords), BODY.subarray(0, lengthWords * 4)));
    const blocksOf = (bytes: Uint8Array): unknown => {
      const compound = decodeRtcpCompound(bytes, 0, bytes.length);
      return compound.ok ? compound.value.packets : null;
    };
    expect(blocksOf(block(8))).toMatchObject([{ blocks: [{ type: 7, voipMetrics: METRICS }] }]);
    expect(blocksOf(block(7))).toMatchObject([{ blocks: [{ type: 7, voipMetrics: null }] }]);
  });
});
