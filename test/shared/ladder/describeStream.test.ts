import { describe, expect, it } from 'vitest';
import { describeStream, type StreamTone } from '../../../shared/ladder/describeStream';
import type { StreamRow } from '../../../shared/protocol/rows';
import { stream } from './ladderRows';

describe('words on a stream', () => {
  it.each<[Partial<StreamRow>, string, string, StreamTone]>([
    [{}, 'RTP PCMU', '50 packets/s · 10.0 s', 'media'],
    [{ packets: 9, durationMs: 160 }, 'RTP PCMU', '9 packets · 0.2 s', 'media'],
    [{ packets: 1, durationMs: 0 }, 'RTP PCMU', '1 packet', 'media'],
    [{ codec: 'unknown', durationMs: 0 }, 'RTP unknown', '500 packets', 'media'],
    [{ lostPackets: 5, lossPercent: 1 }, 'RTP PCMU', 'loss 1.0 % · 50 packets/s · 10.0 s', 'media'],
    [{ lostPackets: 6, lossPercent: 1.2 }, 'RTP PCMU', 'loss 1.2 % · 50 packets/s · 10.0 s', 'warn'],
    [{ lostPackets: 30, lossPercent: 6 }, 'RTP PCMU', 'loss 6.0 % · 50 packets/s · 10.0 s', 'error'],
    [{ maxJitterMs: 30 }, 'RTP PCMU', '50 packets/s · 10.0 s', 'media'],
    [{ maxJitterMs: 42.6 }, 'RTP PCMU', 'jitter 43 ms · 50 packets/s · 10.0 s', 'warn'],
    [{ maxJitterMs: null }, 'RTP PCMU', '50 packets/s · 10.0 s', 'media'],
  ])('%j', (change, label, detail, tone) =>
    expect(describeStream(stream(0, '10.0.0.1:4000', '10.0.0.2:4000', change))).toEqual({ label, detail, tone }),
  );
});
