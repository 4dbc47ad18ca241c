import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { describeIsup, isupFault, isupSummary } from '../../../../../../main/engine/decode/body/isup/describeIsup';
import { FieldMaker } from '../../../../../../main/engine/decode/field';
import { countingBytes, hexBytes, joinBytes } from '../../../../../fixtures/bytes';
import { expectTiled, fieldOutline } from '../../../../../fixtures/fieldOutline';
import { ANSI_INITIAL_ADDRESS, INITIAL_ADDRESS, RELEASE } from '../bodies';

const BEFORE = 4;

function outline(message: Uint8Array, version = ''): readonly string[] {
  const bytes = joinBytes(countingBytes(BEFORE), message, countingBytes(8));
  const end = BEFORE + message.length;
  const fields = describeIsup(new FieldMaker(bytes), BEFORE, end, version);
  expectTiled(fields, BEFORE, end);
  return fieldOutline(fields);
}

const summary = (message: Uint8Array, version = ''): string => isupSummary(message, 0, message.length, version);
const fault = (message: Uint8Array, version = ''): string | null => isupFault(message, 0, message.length, version);

describe('ISUP', () => {
  it('reads an initial address', () => {
    expect(outline(INITIAL_ADDRESS)).toEqual([
      ...[
        'Message type=IAM, Initial address',
        'Nature of connection indicators=no satellite, no continuity check, echo control included',
      ],
      '. Value=no satellite, no continuity check, echo control included',
      'Forward call indicators=national call, ISUP all the way, ISUP not required, originating access ISDN',
      '. Value=national call, ISUP all the way, ISUP not required, originating access ISDN',
      ...["Calling party's category=ordinary subscriber", '. Value=ordinary subscriber'],
      ...['Transmission medium requirement=3.1 kHz audio', '. Value=3.1 kHz audio'],
      ...['Pointer to Called party number=2 bytes ahead', 'Pointer to the optional part=9 bytes ahead'],
      ...['Called party number=+4930123456', '. Length=7 bytes'],
      ...['. Nature of address=international number, even number of digits'],
      ...['. Plan=E.164, routing to internal number allowed', '. Digits=4930123456'],
      ...['Calling party number=30987654321 (national)', '. Code=0x0a', '. Length=8 bytes'],
      '. Nature of address=national number, odd number of digits',
      ...['. Plan=E.164, presentation allowed, provided by the network', '. Digits=30987654321'],
      ...['Hop counter=31', '. Code=0x3d', '. Length=1 bytes', '. Value=31', 'End of optional parameters='],
    ]);
    expect(summary(INITIAL_ADDRESS)).toBe('IAM, called +4930123456, calling 30987654321 (national)');
    expect(fault(INITIAL_ADDRESS)).toBeNull();
  });

  it('reads a release with its cause', () => {
    expect(outline(RELEASE)).toEqual([
      ...[
        'Message type=REL, Release',
        'Pointer to Cause indicators=2 bytes ahead',
        'Pointer to the optional part=none',
      ],
      ...['Cause indicators=16, Normal call clearing', '. Length=2 bytes'],
      ...['. Location=public network serving the remote user, coded by ITU-T', '. Cause=16, Normal call clearing'],
    ]);
    expect(summary(RELEASE)).toBe('REL, cause 16, Normal call clearing');
  });

  it('reads the initial address of ANSI by its version', () => {
    for (const version of ['ansi88', 'ANSI00', 'gr317', 'nxv3']) {
      expect(summary(ANSI_INITIAL_ADDRESS, version)).toBe('IAM, called +4930123456');
      expect(fault(ANSI_INITIAL_ADDRESS, version)).toBeNull();
    }
    expect(outline(ANSI_INITIAL_ADDRESS, 'ansi88')).toEqual(
      expect.arrayContaining(['User service information=8090a2', 'Charge number=30986 (national)']),
    );
  });

  it.each([
    [
      'an address complete',
      '06 1614 00',
      [
        'Backward call indicators=charge, subscriber free, ordinary subscriber, ISUP all the way, terminating access ISDN',
      ],
    ],
    ['a progress', '2c 03 00', ['Event information=in-band information available']],
    ['an answer without anything', '09 00', ['Pointer to the optional part=none']],
    ['a release complete that ends at once', '10', ['Message type=RLC, Release complete']],
    [
      'a redirected call',
      '09 01 0b 04 0314 1032 13 02 2312 00',
      [
        'Redirecting number=0123 (national)',
        'Redirection information=call diverted, redirected 2 times, first because of no reply, last because of user busy',
      ],
    ],
    [
      'a generic number',
      '09 01 c0 05 06 0313 1032 00',
      ['Generic number=0123 (national), additional calling party number'],
    ],
    ['a subsequent number', '02 02 00 03 80 21 f3', ['Subsequent number=123', '. Parity=odd number of digits']],
    ['a number with codes 11, 12 and ST', '02 02 00 03 00 cb f1', ['Subsequent number=BC1']],
    [
      'a cause with recommendation and diagnostics',
      '0c 02 00 05 02 81 92 2a2b',
      ['. Recommendation=1', '. Cause=18, No user responding', '. Diagnostics=2a2b'],
    ],
    ['an unknown parameter', '09 01 7e 02 abcd 00', ['Parameter 0x7e=abcd']],
    ['a message that no table has', 'fe 0102', ['Message type=type 254', 'Bytes that are not read=0102']],
    ['bytes behind the end', '09 01 00 55', ['End of optional parameters=', 'Bytes that are not read=55']],
    ['a gap before the optional part', '09 03 aabb 3d 01 05 00', ['Bytes between parameters=aabb', 'Hop counter=5']],
  ])('reads %s', (_name, message, expected) => {
    expect(outline(hexBytes(message))).toEqual(expect.arrayContaining(expected));
    expect(fault(hexBytes(message))).toBeNull();
  });

  it.each([
    ['a pointer beyond the end', '0c 09 00 02 8490'],
    ['a pointer back', '01 10 6001 0a 03 00 01 01 01'],
    ['a content beyond the end', '0c 02 00 09 8490'],
    ['an optional parameter beyond the end', '09 01 3d 05 1f'],
    ['an optional parameter without length', '09 01 3d'],
    ['fixed parameters cut off', '01 10 60'],
    ['no pointer', '0c'],
  ])('notes %s', (_name, message) => {
    outline(hexBytes(message));
    expect(fault(hexBytes(message))).toBe('truncatedParameter');
  });

  it('reads any bytes, cut off anywhere', () => {
    for (const seed of [INITIAL_ADDRESS, RELEASE])
      for (let end = 0; end <= seed.length; end += 1) outline(seed.slice(0, end));
    const any = property(uint8Array({ maxLength: 80 }), integer({ min: 0, max: 0x43 }), (bytes, type) => {
      if (bytes.length > 0) bytes[0] = type;
      outline(bytes);
      outline(bytes, 'ansi88');
    });
    assert(any, { numRuns: 3000 });
  });
});
