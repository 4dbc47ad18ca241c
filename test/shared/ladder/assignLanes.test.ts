import { describe, expect, it } from 'vitest';
import { assignLanes } from '../../../shared/ladder/assignLanes';
import type { MessageRow, StreamRow } from '../../../shared/protocol/rows';
import { endpoint, message, stream } from './ladderRows';

const lanesOf = (messages: MessageRow[], streams: StreamRow[] = []): string[] =>
  assignLanes(messages, streams).lanes.map(({ address, port }) => (port === null ? address : `${address} ${port}`));

const announcing = (...texts: string[]) => ({ mediaEndpoints: texts.map(endpoint) });

describe('lanes of a ladder', () => {
  it.each<[string, MessageRow[], StreamRow[], string[]]>([
    ['none without rows', [], [], []],
    ['the caller left', [message(0, '10.0.0.9', '10.0.0.1')], [], ['10.0.0.9', '10.0.0.1']],
    [
      'one for each of five machines, in order of appearance',
      [message(0, '10.0.0.5', '10.0.0.4'), message(1, '10.0.0.4', '10.0.0.3'), message(2, '10.0.0.3', '10.0.0.2')],
      [stream(0, '10.0.0.5:4000', '10.0.0.1:4000')],
      ['10.0.0.5', '10.0.0.4', '10.0.0.3', '10.0.0.2', '10.0.0.1'],
    ],
    [
      'one for a machine whatever ports it uses',
      [message(0, '10.0.0.1:5060', '10.0.0.2'), message(1, '10.0.0.1:49152', '10.0.0.2')],
      [stream(0, '10.0.0.1:4000', '10.0.0.2:4000')],
      ['10.0.0.1', '10.0.0.2'],
    ],
    [
      'one per port on loopback',
      [message(0, '127.0.0.1:5082', '127.0.0.1:5080'), message(1, '127.0.0.1:5080', '127.0.0.1:5082')],
      [],
      ['127.0.0.1 5082', '127.0.0.1 5080'],
    ],
    [
      'media on loopback at the lanes whose SDP announced it',
      [
        message(0, '127.0.0.1:5082', '127.0.0.1:5080', announcing('127.0.0.1:6000')),
        message(1, '127.0.0.1:5080', '127.0.0.1:5082', announcing('127.0.0.1:7000')),
      ],
      [stream(0, '127.0.0.1:6000', '127.0.0.1:7000'), stream(1, '127.0.0.1:7000', '127.0.0.1:6000')],
      ['127.0.0.1 5082', '127.0.0.1 5080'],
    ],
    [
      'a lane of its own for loopback media that nobody announced',
      [message(0, '127.0.0.1:5082', '127.0.0.1:5080', announcing('127.0.0.1:6000'))],
      [stream(0, '127.0.0.1:6000', '127.0.0.1:9999')],
      ['127.0.0.1 5082', '127.0.0.1 5080', '127.0.0.1 9999'],
    ],
    [
      'only the machine that talks to itself is split',
      [message(0, '10.0.0.1', '10.0.0.2:5060'), message(1, '10.0.0.2:5060', '10.0.0.2:5070')],
      [],
      ['10.0.0.1', '10.0.0.2 5060', '10.0.0.2 5070'],
    ],
    [
      'IPv6',
      [message(0, '[2001:db8::1]:5060', '[2001:db8::2]:5060'), message(1, '[::1]:5060', '[::1]:5062')],
      [],
      ['2001:db8::1', '2001:db8::2', '::1 5060', '::1 5062'],
    ],
  ])('%s', (_name, messages, streams, expected) => expect(lanesOf(messages, streams)).toEqual(expected));

  it('puts relayed SDP at the lane that wrote it', () => {
    const { laneOf } = assignLanes(
      [
        message(0, '127.0.0.1:5071', '127.0.0.1:5060', announcing('127.0.0.1:6000')),
        message(1, '127.0.0.1:5060', '127.0.0.1:5072', announcing('127.0.0.1:6000')),
      ],
      [],
    );
    expect(laneOf(endpoint('127.0.0.1:6000'))).toBe(0);
  });
});
