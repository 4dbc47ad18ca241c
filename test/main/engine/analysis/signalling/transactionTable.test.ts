import { describe, expect, it } from 'vitest';
import { MessageReader, type MessageFacts } from '../../../../../main/engine/analysis/signalling/messageReader';
import { TransactionTable } from '../../../../../main/engine/analysis/signalling/transactionTable';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';

const reader = new MessageReader();

function factsOf(text: string): MessageFacts {
  const bytes = new TextEncoder().encode(text);
  const parsed = parseSip(bytes, 0, bytes.length);
  if (!parsed.ok) throw new Error('not SIP');
  return reader.read(parsed.value);
}

const options = (branch: string) => factsOf(sipRequest('OPTIONS', { branches: [branch] }));

describe('TransactionTable', () => {
  it('forgets a transaction 64·T1 after its last message', () => {
    const table = new TransactionTable();
    const first = table.match(options('z9hG4bKa'), 0, 0);
    table.forgetIdle(31_999);
    expect(table.match(options('z9hG4bKa'), 31_999, 31_999)).toEqual({ transaction: first.transaction, opened: false });
    table.forgetIdle(63_998);
    expect(table.size).toBe(1);
    table.forgetIdle(100_000);
    expect(table.size).toBe(0);
  });

  it('keeps an INVITE without a final response for 300 s', () => {
    const table = new TransactionTable();
    table.match(factsOf(sipRequest('INVITE')), 0, 0);
    for (let nowMs = 0; nowMs < 300_000; nowMs += 1000) table.forgetIdle(nowMs);
    expect(table.size).toBe(1);
    table.forgetIdle(340_000);
    expect(table.size).toBe(0);
  });

  it('drops the oldest when there are too many, and counts them', () => {
    const table = new TransactionTable(10);
    for (let index = 0; index < 25; index += 1) table.match(options(`z9hG4bK${index}`), index, index);
    expect(table.size).toBe(10);
    expect(table.droppedEarly).toBe(15);
  });

  it('finds the INVITE of a CANCEL, and of no other', () => {
    const table = new TransactionTable();
    const { transaction } = table.match(factsOf(sipRequest('INVITE')), 0, 0);
    expect(table.inviteOf(factsOf(sipRequest('CANCEL', { cseq: '1 CANCEL' })))).toBe(transaction);
    expect(table.inviteOf(factsOf(sipRequest('CANCEL', { cseq: '2 CANCEL' })))).toBeUndefined();
    expect(table.inviteOf(factsOf(sipRequest('CANCEL', { sentBy: '192.0.2.55' })))).toBeUndefined();
  });

  it('does not lump together messages that nothing identifies', () => {
    const table = new TransactionTable();
    const nameless = factsOf(sipResponse(200, 'OK', { callId: '', branches: [] }));
    expect(table.match(nameless, 0, 0).opened).toBe(true);
    expect(table.match(nameless, 0, 0).opened).toBe(true);
    expect(table.size).toBe(0);
  });
});
