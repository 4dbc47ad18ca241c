import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readIcids } from '../../../../../main/engine/analysis/links/chargingVector';
import { readNamedDialog, readTarget } from '../../../../../main/engine/analysis/links/referral';
import { readSessionIdentifier } from '../../../../../main/engine/analysis/links/sessionIdentifier';
import { textNumber } from '../../../../../main/engine/analysis/links/textNumber';

const A = 'ab30317f1a784dc48ff824d0d3715d86';
const B = '47755a9de7794ba387653f2099600ef2';

describe('Session-ID', () => {
  it.each([
    [`${A};remote=${B}`, { local: A, remote: B }],
    [` ${A} ; remote = ${B} ;x=1`, { local: A, remote: B }],
    [`${A};REMOTE=${B.toUpperCase()}`, { local: A, remote: B }],
    [`${A};remote=00000000000000000000000000000000`, { local: A, remote: '' }],
    [`00000000000000000000000000000000;remote=${B}`, { local: '', remote: B }],
    [A, { local: A, remote: '' }],
    ['', null],
    ['ffffffffffffffffffffffffffffffff', null],
    [`${A}0`, null],
    ['remote=', null],
  ])('%s', (value, expected) => expect(readSessionIdentifier(value)).toEqual(expected));
});

describe('P-Charging-Vector', () => {
  it.each([
    [
      'icid-value="AyretyU0dm+6O2IrT5tAFrbHLso=023551024";orig-ioi=home1.net',
      ['AyretyU0dm+6O2IrT5tAFrbHLso=023551024'],
    ],
    ['orig-ioi=home1.net; ICID-Value=1234bc9876e; related-icid="5678-abc"', ['1234bc9876e', '5678-abc']],
    ['icid-value=1', []],
    ['icid-value', []],
    ['', []],
  ])('%s', (value, expected) => expect(readIcids(value)).toEqual(expected));
});

describe('the target of a REFER', () => {
  it.each([
    ['<sip:carol@example.org>', 'carol', null],
    ['sip:carol@example.org', 'carol', null],
    ['"Carol" <sips:%63arol@example.org;user=phone>;x=1', 'carol', null],
    ['<tel:+49-30-1234567>', '49301234567', null],
    [
      '<sip:carol@example.org?Replaces=a%40b%3Bto-tag%3D1%3Bfrom-tag%3D2&Require=replaces>',
      'carol',
      { callId: 'a@b', tags: ['1', '2'], earlyOnly: false },
    ],
    ['<sip:example.org?Replaces=a%40b>', '', { callId: 'a@b', tags: [], earlyOnly: false }],
  ])('%s', (value, comparable, replaces) => expect(readTarget(value)).toMatchObject({ comparable, replaces }));

  it.each(['<sip:example.org>', '', '<', `<sip:${'x'.repeat(3000)}@h>`])('%s names nobody', (value) => {
    expect(readTarget(value)).toBeNull();
  });
});

describe('a dialog that is named', () => {
  it.each([
    [
      '425928@bob.example.org;to-tag=7743;from-tag=6472',
      { callId: '425928@bob.example.org', tags: ['7743', '6472'], earlyOnly: false },
    ],
    ['a ; from-tag=x ; to-tag=y ; early-only', { callId: 'a', tags: ['y', 'x'], earlyOnly: true }],
    ['a;local-tag=x;remote-tag=y', { callId: 'a', tags: ['x', 'y'], earlyOnly: false }],
    ['a', { callId: 'a', tags: [], earlyOnly: false }],
    [';to-tag=1', null],
  ])('%s', (value, expected) => expect(readNamedDialog(value)).toEqual(expected));
});

describe('whatever stands there', () => {
  it('is read without a throw', () => {
    const text = fc.oneof(fc.string({ maxLength: 200 }), fc.stringMatching(/^[<>"%;=?:@a0 ,\\]{0,60}$/));
    fc.assert(
      fc.property(text, (value) => {
        readSessionIdentifier(value);
        expect(readIcids(value).every((icid) => icid.length >= 6)).toBe(true);
        expect(readTarget(value)?.comparable.length ?? 0).toBeLessThanOrEqual(value.length);
        expect(readNamedDialog(value)?.callId).not.toBe('');
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the number of a text', () => {
  it('is exact, and another one for another text or kind', () => {
    const seen = new Set<number>();
    let exact = true;
    for (let kind = 0; kind < 3; kind += 1) {
      for (let n = 0; n < 100_000; n += 1) {
        const number = textNumber(kind, `value-${n}`);
        exact &&= Number.isSafeInteger(number) && number >= 0;
        seen.add(number);
      }
    }
    expect(exact).toBe(true);
    expect(seen.size).toBe(300_000);
  });
});
