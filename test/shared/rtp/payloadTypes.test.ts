import { describe, expect, it } from 'vitest';
import { defaultClockRateHz, staticPayloadType } from '../../../shared/rtp/payloadTypes';

describe('static payload types (RFC 3551 §6)', () => {
  it.each([
    [0, { codec: 'PCMU', clockRateHz: 8000, channels: 1 }],
    [8, { codec: 'PCMA', clockRateHz: 8000, channels: 1 }],
    [9, { codec: 'G722', clockRateHz: 8000, channels: 1 }],
    [10, { codec: 'L16', clockRateHz: 44100, channels: 2 }],
    [13, { codec: 'CN', clockRateHz: 8000, channels: 1 }],
    [18, { codec: 'G729', clockRateHz: 8000, channels: 1 }],
    [34, { codec: 'H263', clockRateHz: 90000, channels: 1 }],
  ])('%i', (payloadType, format) => {
    expect(staticPayloadType(payloadType)).toEqual(format);
  });

  it.each([1, 2, 20, 24, 27, 35, 72, 76, 96, 127, 128, -1])('%i has no fixed meaning', (payloadType) => {
    expect(staticPayloadType(payloadType)).toBeNull();
  });
});

describe('clock rates by name', () => {
  it.each([
    ['AMR', 8000],
    ['amr-wb', 16000],
    ['EVS', 16000],
    ['opus', 48000],
    ['G722', 8000],
    ['telephone-event', 8000],
    ['H264', 90000],
    ['L16', 0],
    ['speex', 0],
    ['', 0],
    ['constructor', 0],
  ])('%s → %i Hz', (codec, clockRateHz) => {
    expect(defaultClockRateHz(codec)).toBe(clockRateHz);
  });

  it('agrees with the static table wherever a name has one clock', () => {
    for (let payloadType = 0; payloadType < 35; payloadType += 1) {
      const format = staticPayloadType(payloadType);
      if (format === null || format.codec === 'DVI4' || format.codec === 'L16') continue;
      expect(defaultClockRateHz(format.codec), format.codec).toBe(format.clockRateHz);
    }
  });
});
