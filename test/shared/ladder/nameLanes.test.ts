import { describe, expect, it } from 'vitest';
import { assignLanes } from '../../../shared/ladder/assignLanes';
import { namesByLane, nameLanes } from '../../../shared/ladder/nameLanes';
import type { MessageRow } from '../../../shared/protocol/rows';
import { message } from './ladderRows';

const PHONE = '10.0.0.1';
const PROXY = '10.0.0.99';
const OTHER = '10.0.0.2';

function namesOf(messages: MessageRow[]): readonly (string | null)[] {
  const { lanes, laneOf } = assignLanes(messages, []);
  return nameLanes(messages, lanes.length, laneOf);
}

/** A call through a proxy, as far as a final answer. */
const throughProxy = (status: number, agents: { phone?: string; proxy?: string } = {}): MessageRow[] => [
  message(0, PHONE, PROXY, { userAgent: agents.phone ?? '' }),
  message(1, PROXY, PHONE, { status: 100, userAgent: agents.proxy ?? '' }),
  message(2, PROXY, OTHER, { userAgent: agents.phone ?? '' }),
  message(3, OTHER, PROXY, { status }),
  message(4, PROXY, PHONE, { status }),
];

describe('names of lanes', () => {
  it('reads a product of many blanks in one pass', () => {
    const messages = throughProxy(200, { phone: `a${' '.repeat(60_000)}x`, proxy: 'b  V2' });
    expect(namesOf(messages)).toContain('b');
  }, 1000);

  it.each<[string, MessageRow[], (string | null)[]]>([
    ['users at both ends, the proxy unknown', throughProxy(200), ['1001', null, '1002']],
    [
      'the proxy by its own Server header',
      throughProxy(180, { proxy: 'Kamailio (5.8.1)' }),
      ['1001', 'Kamailio', '1002'],
    ],
    [
      'not the proxy by a User-Agent that passes through',
      throughProxy(200, { phone: 'Phone/1' }),
      ['1001', null, '1002'],
    ],
    ['a server that refuses is not the user called', throughProxy(404), ['1001', null, null]],
    [
      'a server that challenges is not the user called, though it answers later',
      [
        message(0, PHONE, PROXY),
        message(1, PROXY, PHONE, { status: 407, userAgent: 'Asterisk PBX 18.2' }),
        message(2, PHONE, PROXY, { cseqNumber: 2 }),
        message(3, PROXY, PHONE, { status: 200, cseqNumber: 2 }),
      ],
      ['1001', 'Asterisk PBX'],
    ],
    [
      'nobody who speaks for two users',
      [...throughProxy(200), message(5, PHONE, PROXY, { callId: 'another', fromUser: '1009', atMs: 60 })],
      [null, null, '1002'],
    ],
    [
      'no name twice',
      [
        message(0, PHONE, PROXY, { userAgent: 'Phone/1' }),
        message(1, OTHER, PROXY, { callId: 'another', userAgent: 'Phone/2' }),
      ],
      [null, null, null],
    ],
    [
      'who registers, not the registrar',
      [
        message(0, PHONE, PROXY, { method: 'REGISTER', cseqMethod: 'REGISTER', toUser: '1001' }),
        message(1, PROXY, PHONE, { status: 200, cseqMethod: 'REGISTER', toUser: '1001' }),
      ],
      ['1001', null],
    ],
  ])('%s', (_name, messages, expected) => expect(namesOf(messages)).toEqual(expected));
});

describe('names by lane', () => {
  it('are those of the whole ladder, by the key of each lane', () => {
    const legs = [
      ...throughProxy(200).map((row) => ({ ...row, callId: 'one' })),
      message(9, PROXY, OTHER, { callId: 'two' }),
    ];
    const names = namesByLane(legs);
    expect([...names.keys()]).toEqual([PHONE, PROXY, OTHER]);
    expect([...names.values()]).toEqual(namesOf(legs));
    expect(namesByLane([]).size).toBe(0);
  });
});
