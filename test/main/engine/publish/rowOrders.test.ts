import { describe, expect, it } from 'vitest';
import { callOrder, messageOrder, registrationOrder, streamOrder } from '../../../../main/engine/publish/rowOrders';
import type { CallRow, MessageRow, RegistrationRow, StreamRow } from '../../../../shared/protocol/rows';

const place = { address: '192.0.2.1', port: 5060 };
const call = (over: Partial<CallRow>): CallRow =>
  ({
    callId: 'A@b',
    from: { uri: 'sip:1001@x', display: 'Ümit', user: '1001', tag: '' },
    to: { uri: 'sip:x', display: '', user: '', tag: '' },
    source: place,
    destination: place,
    codecs: ['PCMU', 'opus'],
    state: 'rejected',
    finalStatus: 486,
    finalReason: 'Busy Here',
    scenario: { kind: 'busy', traits: [], words: 'Busy', doubt: null },
    endReason: 'Q.850 cause 17',
    callerToCallee: null,
    calleeToCaller: null,
    ...over,
  }) as CallRow;

describe('search text', () => {
  it.each(['a@b', '1001', 'ümit', '486 busy', 'rejected', '192.0.2.1:5060', 'opus', 'busy', 'cause 17'])(
    'of a call has %s',
    (words) => {
      expect(callOrder.searchText(call({}))).toContain(words);
    },
  );

  it('of a stream has its SSRC as Wireshark writes it', () => {
    const stream = { ssrc: 0xbeef, codec: 'PCMA', boundBy: 'sdp', source: place, destination: place } as StreamRow;
    expect(streamOrder.searchText(stream)).toContain('0x0000beef');
  });

  it('of a response has its status and no null', () => {
    const message = { method: null, status: 180, reason: 'Ringing', source: place, destination: place } as MessageRow;
    expect(messageOrder.searchText(message)).toMatch(/^ 180 ringing/);
  });

  it('of a response has the method that it answers, as the list shows it', () => {
    const answered = { method: null, status: 404, reason: '', cseqNumber: 7, cseqMethod: 'INVITE', transport: 'udp' };
    expect(messageOrder.searchText({ ...answered, source: place, destination: place } as MessageRow)).toContain(
      '7 invite udp',
    );
  });

  it('of a registration has the status of its answer, why it failed, and NAT', () => {
    const row = {
      aor: 'sip:1003@x',
      status: 403,
      scenario: 'unsuccessful',
      failure: 'wrongPassword',
      behindNat: true,
      reason: 'Forbidden',
      source: place,
      registrar: place,
    } as RegistrationRow;
    const text = registrationOrder.searchText(row);
    for (const words of ['403 forbidden', 'wrong password', 'nat']) expect(text).toContain(words);
  });
});

describe('orders', () => {
  it('puts calls without the figure last', () => {
    const calls = [
      call({ durationMs: null }),
      call({ durationMs: 5 }),
      call({ durationMs: null }),
      call({ durationMs: 1 }),
    ];
    expect(calls.sort(callOrder.compare.duration).map(({ durationMs }) => durationMs)).toEqual([1, 5, null, null]);
  });

  it('sorts by the worse direction', () => {
    const bad = call({ callerToCallee: { lossPercent: 0, maxJitterMs: 1, packets: 1 } });
    const worse = call({
      callerToCallee: { lossPercent: 0, maxJitterMs: 0, packets: 1 },
      calleeToCaller: { lossPercent: 3, maxJitterMs: 9, packets: 1 },
    });
    expect(callOrder.compare.loss(bad, worse)).toBeLessThan(0);
    expect(callOrder.compare.jitter(worse, bad)).toBeGreaterThan(0);
  });

  it('falls back to the URI where there is no user', () => {
    const [a, b] = [call({}), call({ to: { uri: 'sip:y', display: '', user: '', tag: '' } })];
    expect(callOrder.compare.to(a, b)).toBe(-1);
  });
});
