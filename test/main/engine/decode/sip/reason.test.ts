import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reasonWords, warningWords } from '../../../../../main/engine/decode/sip/reason';
import { readSessionExpiry } from '../../../../../main/engine/decode/sip/sessionExpiry';

describe('a Reason in words', () => {
  it.each([
    ['Q.850;cause=16', 'Q.850 cause 16: Normal call clearing'],
    ['q.850 ; cause=17 ; text="User busy"', 'Q.850 cause 17: User busy'],
    ['Q.850;cause=125;text="Ours"', 'Q.850 cause 125: Ours'],
    ['SIP;cause=200;text="Call completed elsewhere"', 'SIP cause 200: Call completed elsewhere'],
    ['SIP;cause=486', 'SIP cause 486: Busy Here'],
    ['Q.850;cause=16, SIP;cause=200', 'Q.850 cause 16: Normal call clearing, SIP cause 200: OK'],
    ['preemption', 'preemption'],
    ['', ''],
  ])('%j is %j', (value, words) => {
    expect(reasonWords(value)).toBe(words);
  });

  it('of a Warning has its code and text', () => {
    expect(warningWords('305 192.0.2.1 "Incompatible media format"')).toBe('warning 305: Incompatible media format');
    expect(warningWords('nonsense')).toBe('');
  });

  it('is bounded whatever the value', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 4000, unit: 'binary' }), (value) => {
        expect(reasonWords(`Q.850;cause=999;text="${value}"`).length).toBeLessThan(1200);
        expect(warningWords(`399 a "${value}"`).length).toBeLessThan(1200);
      }),
    );
  });
});

describe('a Session-Expires value', () => {
  it.each([
    ['1800', { intervalS: 1800, refresher: null }],
    ['1800;refresher=uac', { intervalS: 1800, refresher: 'uac' }],
    [' 90 ; REFRESHER=UAS', { intervalS: 90, refresher: 'uas' }],
    ['90;refresher=both', { intervalS: 90, refresher: null }],
    ['soon', null],
    ['12345678901', null],
  ])('%j', (value, expiry) => {
    expect(readSessionExpiry(value)).toEqual(expiry);
  });
});
