import { describe, expect, it } from 'vitest';
import { whatToTry } from '../../../renderer/shell/NoRows';
import { NO_COUNTERS } from '../../../shared/protocol/captureState';

const counted = (change: Partial<typeof NO_COUNTERS>) => ({ ...NO_COUNTERS, ...change });

describe('what to try in a capture without calls', () => {
  it('says what is read, and what is not', () => {
    const none = { messages: 0, streams: 0, companions: 0 };
    const [words] = whatToTry(counted({ frames: 9 }), none, false);
    expect(words).toMatch(/UDP, TCP, WebSocket or SCTP, nor inside tunnels or HEP.*TLS.*without its keys/);
  });

  it('leads to what runs beside RTP when there is no signalling', () => {
    const tries = whatToTry(counted({ frames: 9 }), { messages: 0, streams: 0, companions: 2 }, false);
    expect(tries.at(-1)).toMatch(/look at Streams, beside RTP/);
  });

  it.each([
    ['nothing arrives', counted({}), 0, 0, true, [/right interface/]],
    ['an empty file', counted({}), 0, 0, false, []],
    ['no SIP in a file', counted({ frames: 9 }), 0, 0, false, [/TLS/]],
    ['no SIP on the wire', counted({ frames: 9 }), 0, 0, true, [/TLS/, /filter/]],
    ['SIP without INVITE', counted({ frames: 9 }), 4, 0, false, [/Registrations/]],
    ['RTP alone', counted({ frames: 9 }), 0, 3, false, [/TLS/, /Streams/]],
    ['frames not read', counted({ frames: 9, undecodedFrames: 9 }), 0, 0, false, [/TLS/, /9 frames have/]],
    ['frames cut off', counted({ frames: 9, truncatedFrames: 2 }), 0, 0, false, [/TLS/, /snapshot length/]],
  ])('%s', (_name, counters, messages, streams, live, expected) => {
    const tries = whatToTry(counters, { messages, streams, companions: 0 }, live);
    expect(tries).toHaveLength(expected.length);
    expected.forEach((words, at) => expect(tries[at]).toMatch(words));
  });
});
