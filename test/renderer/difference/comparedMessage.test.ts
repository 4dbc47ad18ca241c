import { describe, expect, it } from 'vitest';
import { comparedMessage } from '../../../renderer/difference/comparedMessage';
import { messageIndex } from '../../../shared/ids';
import { madeMessage } from '../rows';

const invite = (index: number, cseqNumber = 1) =>
  madeMessage(0, 0, { index: messageIndex(index), cseqNumber, method: 'INVITE', cseqMethod: 'INVITE' });
const ringing = (index: number) =>
  madeMessage(0, 0, { index: messageIndex(index), method: null, status: 180, cseqMethod: 'INVITE' });

describe('the message to compare with', () => {
  it('is the one kept by hand', () => {
    expect(comparedMessage(invite(3), [invite(1)], messageIndex(9))).toBe(9);
  });

  it('is the same message on the hop before, not one of another CSeq between', () => {
    expect(comparedMessage(invite(5), [invite(1), invite(3, 2), invite(5), ringing(6)], null)).toBe(1);
  });

  it('is the last re-INVITE when no other hop has it', () => {
    expect(comparedMessage(invite(8, 4), [invite(1), invite(4, 2), ringing(5), invite(8, 4)], null)).toBe(4);
  });

  it('is the next hop for the first one', () => {
    expect(comparedMessage(invite(1), [invite(1), invite(2), invite(3)], null)).toBe(2);
  });

  it('is none among others of its kind', () => {
    expect(comparedMessage(ringing(2), [invite(1), ringing(2)], null)).toBeNull();
    expect(comparedMessage(invite(2), [], messageIndex(2))).toBeNull();
  });
});
