import { formatSsrc } from '../../../../shared/format/ssrc';
import { fieldOf, type FieldCursor } from '../fieldCursor';
import { readVoipMetrics, VOIP_METRICS_BYTES, type VoipMetrics } from './voipMetrics';

const percent = (ratio: number): string => `${(ratio * 100).toFixed(1)} %`;
const ms = (value: number): string => `${value} ms`;
const orUnavailable = (value: number | null, unit: string): string =>
  value === null ? 'unavailable' : `${value}${unit}`;
const sayMos = (value: number | null): string => (value === null ? 'unavailable' : value.toFixed(1));

type Row = readonly [name: string, offset: number, lengthBytes: number, say: (m: VoipMetrics) => string, why: string];

const ROWS: readonly Row[] = [
  ['Source', 0, 4, (m) => formatSsrc(m.ssrc), 'The stream reported on.'],
  ['Loss rate', 4, 1, (m) => percent(m.lossRatio), 'Packets lost on the way since the stream began.'],
  [
    'Discard rate',
    5,
    1,
    (m) => percent(m.discardRatio),
    'Packets that came too late or too early for the jitter buffer.',
  ],
  ['Burst density', 6, 1, (m) => percent(m.burstDensityRatio), 'Lost or discarded within bursts.'],
  ['Gap density', 7, 1, (m) => percent(m.gapDensityRatio), 'Lost or discarded between bursts.'],
  ['Burst duration', 8, 2, (m) => ms(m.burstDurationMs), 'Mean length of a burst.'],
  ['Gap duration', 10, 2, (m) => ms(m.gapDurationMs), 'Mean time between bursts.'],
  ['Round trip delay', 12, 2, (m) => ms(m.roundTripMs), 'Between the RTP interfaces; 0 while it was not measured.'],
  ['End system delay', 14, 2, (m) => ms(m.endSystemDelayMs), 'What coding, decoding and the jitter buffer add.'],
  ['Signal level', 16, 1, (m) => orUnavailable(m.signalLevelDbm, ' dBm'), 'Of speech.'],
  ['Noise level', 17, 1, (m) => orUnavailable(m.noiseLevelDbm, ' dBm'), 'Of silence.'],
  ['Residual echo return loss', 18, 1, (m) => orUnavailable(m.residualEchoReturnLossDb, ' dB'), 'The more the better.'],
  ['Gap threshold', 19, 1, (m) => `${m.gapThresholdPackets} packets`, 'Gmin: so many received in a row end a burst.'],
  ['R factor', 20, 1, (m) => orUnavailable(m.rFactor, ''), 'Quality of the voice, 0 to 100 (ITU-T G.107).'],
  ['External R factor', 21, 1, (m) => orUnavailable(m.externalRFactor, ''), 'Of a network the call goes on through.'],
  ['MOS-LQ', 22, 1, (m) => sayMos(m.listeningMos), 'Listening quality, 1 to 5.'],
  ['MOS-CQ', 23, 1, (m) => sayMos(m.conversationalMos), 'Conversational quality, 1 to 5: delay counts as well.'],
  [
    'Receiver configuration',
    24,
    1,
    (m) => `loss concealment ${m.lossConcealment}, jitter buffer ${m.jitterBufferKind}, rate ${m.jitterBufferRate}`,
    'PLC, JBA and JB rate.',
  ],
  ['Reserved', 25, 1, () => '', ''],
  [
    'Jitter buffer, nominal',
    26,
    2,
    (m) => ms(m.jitterBufferNominalMs),
    'Delay of a packet that comes exactly on time.',
  ],
  ['Jitter buffer, maximum', 28, 2, (m) => ms(m.jitterBufferMaximumMs), 'Delay of the earliest packet not discarded.'],
  ['Jitter buffer, absolute maximum', 30, 2, (m) => ms(m.jitterBufferAbsoluteMaximumMs), 'What it can grow to.'],
];

/** The fields of a VoIP metrics block behind its header (RFC 3611 §4.7). */
export function takeVoipMetrics(cursor: FieldCursor): void {
  if (cursor.leftBytes < VOIP_METRICS_BYTES) return cursor.rest('Metrics cut off');
  const base = cursor.at;
  const metrics = readVoipMetrics(cursor.bytes, base);
  for (const [name, offset, lengthBytes, say, why] of ROWS) {
    const range = { start: base + offset, end: base + offset + lengthBytes };
    cursor.fields.push(fieldOf(name, range, say(metrics), why));
  }
  cursor.at = base + VOIP_METRICS_BYTES;
  cursor.rest('Surplus bytes');
}
