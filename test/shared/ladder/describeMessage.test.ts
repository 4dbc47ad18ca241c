import { describe, expect, it } from 'vitest';
import { describeMessage, isWeighted, type Tone } from '../../../shared/ladder/describeMessage';
import { messageIndex } from '../../../shared/ids';
import { describeStatus } from '../../../shared/sip/statusCodes';
import type { IssueRow, MessageRow } from '../../../shared/protocol/rows';
import { message } from './ladderRows';

const issue: IssueRow = { code: 'made', words: 'made', offset: 0, length: 1 };
const of = (change: Partial<MessageRow>): MessageRow => message(0, '10.0.0.1', '10.0.0.2', change);

describe('words on an arrow', () => {
  it.each<[Partial<MessageRow>, string, string, Tone]>([
    [{}, 'INVITE 1002', '', 'request'],
    [{ sdp: 'PCMU PCMA' }, 'INVITE 1002', 'SDP PCMU PCMA', 'request'],
    [{ sdp: '' }, 'INVITE 1002', 'SDP', 'request'],
    [{ requestUri: 'sip:example.test;transport=tcp' }, 'INVITE example.test', '', 'request'],
    [{ requestUri: 'SIPS:alice@example.test' }, 'INVITE alice', '', 'request'],
    [{ requestUri: 'tel:+33184880012;phone-context=x' }, 'INVITE +33184880012', '', 'request'],
    [{ method: 'BYE', cseqMethod: 'BYE' }, 'BYE', '', 'request'],
    [{ method: 'ACK', cseqMethod: 'ACK' }, 'ACK', '', 'acknowledge'],
    [{ method: 'PRACK', cseqMethod: 'PRACK' }, 'PRACK', '', 'acknowledge'],
    [{ status: 180 }, '180 Ringing', '', 'progress'],
    [{ status: 200, sdp: 'PCMU' }, '200 OK', 'SDP PCMU', 'answered'],
    [{ status: 200, cseqMethod: 'BYE' }, '200 OK', 'BYE', 'answered'],
    [{ status: 302 }, '302 Moved Temporarily', '', 'redirected'],
    [{ status: 407 }, '407 Proxy Authentication Required', '', 'challenged'],
    [{ status: 486, reason: 'Nope' }, '486 Nope', '', 'refused'],
    [{ status: 403 }, '403 Forbidden', '', 'failed'],
    [{ status: 499 }, `499 ${describeStatus(499).phrase}`, '', 'failed'],
    [{ retransmission: true, sdp: 'PCMU' }, 'INVITE 1002', 'retransmission · SDP PCMU', 'request'],
    [{ copyOf: messageIndex(0), sdp: 'PCMU' }, 'INVITE 1002', 'copy · SDP PCMU', 'request'],
    [{ copyOf: messageIndex(0), retransmission: true }, 'INVITE 1002', 'copy', 'request'],
    [{ issues: [issue] }, 'INVITE 1002', '1 issue', 'request'],
    [{ issues: [issue, issue] }, 'INVITE 1002', '2 issues', 'request'],
  ])('%j', (change, label, detail, tone) => expect(describeMessage(of(change))).toEqual({ label, detail, tone }));

  it('tells the CSeq of a request that comes again with another one', () => {
    expect(describeMessage(of({ cseqNumber: 2 }), { repeated: true }).detail).toBe('CSeq 2');
    expect(describeMessage(of({ cseqNumber: null }), { repeated: true }).detail).toBe('');
  });

  it('gives weight to answers that end something', () => {
    const tones: Tone[] = [
      'request',
      'acknowledge',
      'progress',
      'challenged',
      'answered',
      'redirected',
      'refused',
      'failed',
    ];
    expect(tones.filter(isWeighted)).toEqual(['answered', 'redirected', 'refused', 'failed']);
  });
});
