import { isIP } from 'node:net';
import { array, assert, integer, oneof, constant, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAddress, parseAddress } from '../../../../../main/engine/decode/ip/address';

const parsed = (text: string): string | null => {
  const words = new Uint32Array(4);
  return parseAddress(text, words) ? formatAddress(words) : null;
};

describe('formatAddress', () => {
  it.each([
    [[0, 0, 0xffff, 0xc0000201], '192.0.2.1'],
    [[0, 0, 0xffff, 0], '0.0.0.0'],
    [[0, 0, 0xffff, 0xffffffff], '255.255.255.255'],
    [[0, 0, 0, 0], '::'],
    [[0, 0, 0, 1], '::1'],
    [[0, 0, 0, 0xc0000201], '::c000:201'],
    [[0x20010db8, 0, 0, 1], '2001:db8::1'],
    [[0x20010db8, 0, 0x00010000, 0x00000001], '2001:db8::1:0:0:1'],
    [[0x20010db8, 0, 0x00010000, 0x00000000], '2001:db8:0:0:1::'],
    [[0x20010db8, 0x00000001, 0x00010001, 0x00010001], '2001:db8:0:1:1:1:1:1'],
    [[0x00010000, 0, 0, 0], '1::'],
    [[0xfe800000, 0, 0xabcdef01, 0x2345_6789], 'fe80::abcd:ef01:2345:6789'],
    [[0x00010002, 0x00030004, 0x00050006, 0x00070008], '1:2:3:4:5:6:7:8'],
  ] as const)('%j is %s', (words, text) => {
    expect(formatAddress(Uint32Array.from(words))).toBe(text);
    expect(formatAddress(Uint32Array.from(words))).toBe(text);
  });

  it('gives every one of more addresses than it remembers its own text', () => {
    const words = Uint32Array.of(0, 0, 0xffff, 0);
    for (let round = 0; round < 2; round += 1) {
      for (let host = 0; host < 10_000; host += 1) {
        words[3] = 0x0a000000 + host;
        expect(formatAddress(words)).toBe(`10.0.${host >> 8}.${host & 0xff}`);
      }
    }
  });

  it('writes what URL writes for IPv6, the canonical form', () => {
    const group = oneof(constant(0), integer({ min: 0, max: 0xffff }));
    assert(
      property(array(group, { minLength: 8, maxLength: 8 }), (groups) => {
        const words = Uint32Array.from([0, 2, 4, 6], (at) => groups[at]! * 65536 + groups[at + 1]!);
        if (words[0] === 0 && words[1] === 0) return true;
        const url = new URL(`http://[${groups.map((part) => part.toString(16)).join(':')}]/`);
        return `[${formatAddress(words)}]` === url.hostname;
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseAddress', () => {
  it.each([
    ['192.0.2.1', '192.0.2.1'],
    ['010.001.000.009', '10.1.0.9'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['::FFFF:C000:0201', '192.0.2.1'],
    ['::', '::'],
    ['1::', '1::'],
    ['2001:DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['2001:db8::192.0.2.33', '2001:db8::c000:221'],
    ['64:ff9b::192.0.2.33', '64:ff9b::c000:221'],
    ['fe80::1%eth0', 'fe80::1'],
    ['fe80::1%25en1', 'fe80::1'],
    ['1:2:3:4:5:6:7::', '1:2:3:4:5:6:7:0'],
    ['1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:102:304'],
  ])('%s is %s', (text, canonical) => {
    expect(parsed(text)).toBe(canonical);
  });

  it.each([
    '',
    ' ',
    'localhost',
    'example.com',
    '1.2.3',
    '1.2.3.4.5',
    '1.2.3.256',
    '1.2.3.-4',
    '1.2.3.4%eth0',
    '0x1.2.3.4',
    ':',
    ':::',
    '1::2::3',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '12345::',
    '::g',
    '1.2.3.4::',
    '::1.2.3.4:5',
    '[::1]',
    `${'0:'.repeat(200)}1`,
  ])('%j is none and leaves the words as they were', (text) => {
    const words = Uint32Array.of(1, 2, 3, 4);
    expect(parseAddress(text, words)).toBe(false);
    expect([...words]).toEqual([1, 2, 3, 4]);
  });

  it('reads back what formatAddress writes', () => {
    const word = oneof(constant(0), constant(0xffff), integer({ min: 0, max: 0xffffffff }));
    assert(
      property(array(word, { minLength: 4, maxLength: 4 }), (words) => {
        const back = new Uint32Array(4);
        return (
          parseAddress(formatAddress(Uint32Array.from(words)), back) && words.every((value, at) => value === back[at])
        );
      }),
      { numRuns: 1000 },
    );
  });

  it('agrees with Node on what is an address', () => {
    const piece = oneof(
      string({ unit: constant('0'), maxLength: 2 }),
      constant(':'),
      constant('::'),
      constant('ff'),
      constant('.1'),
    );
    assert(
      property(array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        if (/(^|[.:])0\d+\./.test(text)) return true; // Node refuses leading zeros in IPv4
        return (isIP(text) !== 0) === (parsed(text) !== null);
      }),
      { numRuns: 3000 },
    );
  });
});
