import { describe, expect, it } from 'vitest';
import { formatClock, formatDuration, formatIsoTime, formatSeconds } from '../../../shared/format/time';

const START = { seconds: 1_768_213_396, nanoseconds: 2_000_000 };

describe('formatIsoTime', () => {
  it.each([
    [0, '2026-01-12T10:23:16.002000Z'],
    [0.001, '2026-01-12T10:23:16.002001Z'],
    [997.9999, '2026-01-12T10:23:17.000000Z'],
    [-10, '2026-01-12T10:23:15.992000Z'],
    [86_400_000, '2026-01-13T10:23:16.002000Z'],
  ])('%d ms after the start is %s', (atMs, text) => expect(formatIsoTime(START, atMs)).toBe(text));

  it('says what it can of a time that no calendar has', () => {
    expect(formatIsoTime({ seconds: 1e13, nanoseconds: 0 }, 1)).toBe('epoch+10000000000000.001000');
  });
});

describe('formatClock', () => {
  it('shows the time of day where the reader is, to the millisecond', () => {
    const there = new Date((START.seconds + 1) * 1000);
    const twoDigits = (value: number): string => String(value).padStart(2, '0');
    const clock = [there.getHours(), there.getMinutes(), there.getSeconds()].map(twoDigits).join(':');
    expect(formatClock(START, 1000)).toBe(`${clock}.002`);
  });

  it('shows a dash for a time that no calendar has', () =>
    expect(formatClock({ seconds: 1e13, nanoseconds: 0 }, 0)).toBe('–'));
});

describe('formatSeconds and formatDuration', () => {
  it.each([
    [0, '0.000', '00:00'],
    [541, '0.541', '00:01'],
    [42_000, '42.000', '00:42'],
    [760_000, '760.000', '12:40'],
    [3_723_000, '3723.000', '1:02:03'],
  ])('%d ms is %s and %s', (durationMs, seconds, duration) => {
    expect(formatSeconds(durationMs)).toBe(seconds);
    expect(formatDuration(durationMs)).toBe(duration);
  });
});
