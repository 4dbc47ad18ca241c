import { describe, expect, it } from 'vitest';
import { readCapArguments } from '../../../../main/engine/capture/capArguments';
import { linkTypeOfCap } from '../../../../main/engine/capture/capModule';

describe('readCapArguments', () => {
  it.each([
    [['--probe'], { mode: 'probe' }],
    [['--list'], { mode: 'list' }],
    [
      ['--interface', 'lo', '--filter', '--probe'],
      { mode: 'capture', request: { interfaceName: 'lo', filter: '--probe', snapLengthBytes: 65_535 } },
    ],
    [
      ['--check-filter', '--interface', 'lo', '--snap-length', '96'],
      { mode: 'checkFilter', request: { interfaceName: 'lo', filter: '', snapLengthBytes: 96 } },
    ],
    [
      ['--interface', 'lo', '--snap-length', '262144'],
      { mode: 'capture', request: { interfaceName: 'lo', filter: '', snapLengthBytes: 65_535 } },
    ],
  ])('%j', (words, value) => {
    expect(readCapArguments(words)).toEqual({ ok: true, value });
  });

  it.each([
    [[]],
    [['--interface']],
    [['--filter', 'udp']],
    [['--what', 'x']],
    [['--interface', 'lo', '--snap-length', 'x']],
  ])('refuses %j', (words) => {
    expect(readCapArguments(words)).toMatchObject({ ok: false });
  });
});

describe('linkTypeOfCap', () => {
  it.each([
    ['ETHERNET', 1],
    ['NULL', 0],
    ['RAW', 101],
    ['LINKTYPE_LINUX_SLL', 113],
    ['Unknown linktype 276', 276],
    ['nonsense', null],
  ])('%s → %s', (name, linkType) => {
    expect(linkTypeOfCap(name)).toBe(linkType);
  });
});
