import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, PROXY, StoryBench } from './storyBench';
import {
  ack,
  audio,
  bobAudio,
  callThatIsUp,
  changeByCallee,
  changeByCaller,
  fromCallee,
  fromCaller,
  ringing,
  toCallee,
  toCaller,
} from './storyCalls';

const refusalAck = sipRequest('ACK', { cseq: '1 ACK', toTag: 'bob' });

describe('a plain call', () => {
  it('from the INVITE to the BYE', () => {
    const bench = callThatIsUp();
    bench.fromBob(5000, fromCallee('BYE', 1, { headers: ['Reason: Q.850;cause=16;text="Terminated"'] }));
    bench.fromAlice(5010, toCallee(200, 'BYE', 1));
    expect(bench.story().moments).toEqual([
      {
        atMs: 0,
        message: 0,
        words: 'Invited sip:bob@example.net, offering PCMU',
        reference: 'RFC 3261 §13.2',
        tone: 'plain',
      },
      { atMs: 100, message: 1, words: 'Ringing at 192.0.2.2', reference: 'RFC 3261 §21.1', tone: 'plain' },
      {
        atMs: 1000,
        message: 2,
        words: 'Answered by 192.0.2.2 with PCMU/8000',
        reference: 'RFC 3261 §13.2.2.4',
        tone: 'good',
      },
      {
        atMs: 1010,
        message: 3,
        words: 'Confirmed by the caller (ACK)',
        reference: 'RFC 3261 §13.2.2.4',
        tone: 'plain',
      },
      {
        atMs: 5000,
        message: 4,
        words: 'Ended by the callee (Q.850 cause 16: Normal call clearing)',
        reference: 'RFC 3261 §15',
        tone: 'plain',
      },
    ]);
  });

  it.each([
    [sipResponse(100, 'Trying'), 'Trying, says 192.0.2.2'],
    [sipResponse(180, 'Ringing', { contact: '<sip:bob@10.1.1.7>' }), 'Ringing at 10.1.1.7'],
    [sipResponse(180, 'Ringing', { contact: null }), 'Ringing at 192.0.2.2'],
    [sipResponse(180, 'Ringing', { contact: null, sdp: bobAudio() }), 'Ringing at 192.0.2.2, with early media'],
    [sipResponse(181, 'Call Is Being Forwarded'), 'Being forwarded, says 192.0.2.2'],
    [sipResponse(182, 'Queued', { contact: null }), 'Queued at 192.0.2.2'],
    [sipResponse(183, 'Session Progress', { contact: null, sdp: bobAudio() }), 'Early media from 192.0.2.2'],
    [sipResponse(183, 'Session Progress', { contact: null }), 'Progress at 192.0.2.2 (183)'],
    [
      sipResponse(183, 'Session Progress', { contact: null, headers: ['Require: 100rel', 'RSeq: 7'] }),
      'Progress at 192.0.2.2 (183), to be confirmed by PRACK',
    ],
    [sipResponse(199, 'Early Dialog Terminated'), 'Early dialog ended (199)'],
    [
      sipResponse(302, 'Moved', { contact: '<sip:carol@example.com>, <sip:dave@example.com>' }),
      'Redirected to sip:carol@example.com, sip:dave@example.com (302 Moved)',
    ],
    [sipResponse(486, 'Busy Here'), 'Refused: 486 Busy Here'],
    [sipResponse(486, ''), 'Refused: 486 Busy Here'],
    [
      sipResponse(503, 'No', { headers: ['Reason: Q.850;cause=34'] }),
      'Refused: 503 No (Q.850 cause 34: No circuit or channel available)',
    ],
    [
      sipResponse(488, 'Not Acceptable Here', { headers: ['Warning: 305 sbc "Incompatible media format"'] }),
      'Refused: 488 Not Acceptable Here (warning 305: Incompatible media format)',
    ],
    [
      sipResponse(407, 'Auth', { headers: ['Proxy-Authenticate: Digest realm="example.net", nonce="1"'] }),
      'Credentials asked for by 192.0.2.2 for realm “example.net”',
    ],
  ])('response %#', (text, words) => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, text);
    expect(bench.words()[1]).toBe(words);
  });
});

describe('ways to an answer', () => {
  const challenge = { headers: ['Proxy-Authenticate: Digest realm="example.net", nonce="1"'] };
  const second = { cseq: '2 INVITE', branches: ['z9hG4bK2'] };
  const credentials = ['Proxy-Authorization: Digest username="alice", realm="example.net", nonce="1"'];

  it('a challenge that is met is nothing wrong', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(407, 'Auth', challenge));
    bench.fromAlice(20, refusalAck);
    bench.fromAlice(30, sipRequest('INVITE', { ...second, headers: credentials }));
    bench.fromBob(40, sipResponse(200, 'OK', { ...second, cseq: '2 INVITE' }));
    expect(bench.story(100_000).moments.slice(0, 3)).toMatchObject([
      { words: 'Invited sip:bob@example.net, without an offer' },
      { words: 'Credentials asked for by 192.0.2.2 for realm “example.net”', tone: 'plain' },
      { words: 'Invited again with credentials, without an offer' },
    ]);
  });

  it('one that nobody meets is', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(407, 'Auth', challenge));
    expect(bench.moment('Credentials asked for', 32_009).tone).toBe('plain');
    expect(bench.moment('none were sent', 32_010).tone).toBe('wrong');
  });

  it.each([
    [challenge, 'Credentials not accepted: 407 Auth for realm “example.net”', 'wrong'],
    [
      { headers: ['Proxy-Authenticate: Digest realm="example.net", nonce="2", stale=TRUE'] },
      'Nonce too old, challenged again for realm “example.net”',
      'plain',
    ],
  ])('a challenge after credentials', (options, words, tone) => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { headers: credentials }));
    bench.fromBob(10, sipResponse(407, 'Auth', options));
    expect(bench.moment(words).tone).toBe(tone);
  });

  it('each proxy may ask for credentials of its own', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE', { headers: credentials }));
    bench.fromBob(10, sipResponse(407, 'Auth', { headers: ['Proxy-Authenticate: Digest realm="lake", nonce="1"'] }));
    expect(bench.moment('Credentials asked for by 192.0.2.2 for realm “lake”').tone).toBe('plain');
  });

  it('another server, where the first does not answer', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.see(32_005, ALICE, PROXY, sipRequest('INVITE', second));
    expect(bench.words()).toContain('Invited again by way of 192.0.2.9, without an offer');
  });

  it('a redirect that the caller follows', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(302, 'Moved', { contact: '<sip:carol@example.com>' }));
    bench.fromAlice(20, refusalAck);
    bench.fromAlice(30, sipRequest('INVITE', { ...second, uri: 'sip:carol@example.com' }));
    expect(bench.words()[2]).toBe('Followed the redirect to sip:carol@example.com, without an offer');
  });

  it('an INVITE that takes the place of another call', () => {
    const bench = new StoryBench();
    bench.fromAlice(
      0,
      sipRequest('INVITE', {
        headers: ['Replaces: other@host;to-tag=1;from-tag=2', 'Referred-By: <sip:bob@example.net>'],
      }),
    );
    expect(bench.story().moments[0]).toMatchObject({
      words:
        'Invited sip:bob@example.net, without an offer, to take the place of call other@host, referred by sip:bob@example.net',
      reference: 'RFC 3891 §3',
    });
  });
});

describe('CANCEL', () => {
  const cancel = sipRequest('CANCEL', {
    cseq: '1 CANCEL',
    headers: ['Reason: SIP;cause=200;text="Call completed elsewhere"'],
  });

  it('and the 487', () => {
    const bench = ringing();
    bench.fromAlice(5000, cancel);
    bench.fromBob(5010, sipResponse(200, 'OK', { cseq: '1 CANCEL' }));
    bench.fromBob(5020, sipResponse(487, 'Request Terminated'));
    bench.fromAlice(5030, refusalAck);
    expect(bench.words().slice(2)).toEqual([
      'Cancelled by the caller (SIP cause 200: Call completed elsewhere)',
      'INVITE is over: 487 Request Terminated',
    ]);
    expect(bench.story().moments.every(({ tone }) => tone !== 'wrong')).toBe(true);
  });

  it('that the answer crosses', () => {
    const bench = ringing();
    bench.fromAlice(5000, cancel);
    bench.fromBob(5001, sipResponse(200, 'OK', { contact: null, sdp: bobAudio() }));
    expect(bench.moment('Answered by 192.0.2.2 all the same: the answer crossed the CANCEL')).toMatchObject({
      tone: 'wrong',
      reference: 'RFC 3261 §9.1',
    });
  });

  it('that comes after the answer', () => {
    const bench = callThatIsUp();
    bench.fromAlice(1011, cancel);
    expect(bench.moment('CANCEL by the caller crossed the answer: the call is up').tone).toBe('wrong');
  });

  it('that meets nothing', () => {
    const bench = ringing();
    bench.fromAlice(5000, cancel);
    bench.fromBob(5001, sipResponse(481, 'No Such Call', { cseq: '1 CANCEL' }));
    expect(bench.moment('CANCEL without effect: 481 No Such Call').tone).toBe('wrong');
  });
});

describe('changes of a call that is up', () => {
  it('hold, resume, another codec, nothing', () => {
    const bench = callThatIsUp();
    changeByCallee(bench, 2000, 1, bobAudio({ direction: 'sendonly' }), audio({ direction: 'recvonly' }));
    changeByCallee(bench, 3000, 2, bobAudio(), audio());
    changeByCaller(bench, 4000, 2, audio({ formats: ['9 G722/8000'] }), bobAudio({ formats: ['9 G722/8000'] }));
    changeByCaller(bench, 5000, 3, audio({ formats: ['9 G722/8000'] }), bobAudio({ formats: ['9 G722/8000'] }));
    const words = bench
      .words()
      .slice(4)
      .filter((each) => !each.startsWith('Confirmed'));
    expect(words).toEqual([
      're-INVITE by the callee, offering PCMU · sendonly',
      'Hold by the callee (re-INVITE accepted)',
      're-INVITE by the callee, offering PCMU',
      'Resumed by the callee (re-INVITE accepted)',
      're-INVITE by the caller, offering G722',
      'Codec PCMU → G722 (re-INVITE accepted)',
      're-INVITE by the caller, offering G722',
      're-INVITE accepted, the media stays as it was',
      'The capture ends here, the call is still up',
    ]);
  });

  it('one that is answered in the ACK', () => {
    const bench = callThatIsUp();
    bench.fromAlice(2000, fromCaller('INVITE', 2));
    bench.fromBob(2010, toCaller(200, 'INVITE', 2, { sdp: bobAudio({ direction: 'sendonly' }) }));
    bench.fromAlice(2020, ack(2, { sdp: audio({ direction: 'recvonly' }) }));
    expect(bench.words().slice(4, 7)).toEqual([
      're-INVITE by the caller, without an offer',
      're-INVITE accepted',
      'Confirmed by the caller (ACK), with the answer to the offer: Hold by the callee',
    ]);
  });

  it('glare, and trying again', () => {
    const bench = callThatIsUp();
    bench.fromAlice(2000, fromCaller('INVITE', 2, { sdp: audio() }));
    bench.fromBob(2001, fromCallee('INVITE', 1, { sdp: bobAudio() }));
    bench.fromBob(2010, toCaller(491, 'INVITE', 2));
    bench.fromAlice(2011, toCallee(491, 'INVITE', 1));
    bench.fromAlice(4500, fromCaller('INVITE', 3, { sdp: audio() }));
    expect(bench.words().slice(6, 9)).toEqual([
      'Glare: the re-INVITE of the caller met one of the other side (491 Phrase)',
      'Glare: the re-INVITE of the callee met one of the other side (491 Phrase)',
      're-INVITE by the caller, offering PCMU, again after the glare',
    ]);
  });

  it('one that is refused', () => {
    const bench = callThatIsUp();
    bench.fromAlice(2000, fromCaller('INVITE', 2, { sdp: audio() }));
    bench.fromBob(2010, toCaller(488, 'INVITE', 2));
    expect(bench.moment('re-INVITE refused: 488 Phrase, the session stays as it was').tone).toBe('wrong');
  });

  it('digits and other requests within the call', () => {
    const bench = callThatIsUp();
    const relay = fromCaller('INFO', 2, { sdp: 'Signal=5\r\nDuration=160\r\n' }).replace(
      'application/sdp',
      'application/dtmf-relay',
    );
    bench.fromAlice(2000, relay);
    bench.fromAlice(3000, fromCaller('MESSAGE', 3));
    bench.fromAlice(3010, fromCaller('PRACK', 4));
    expect(bench.words().slice(4, 7)).toEqual([
      'INFO by the caller: digit 5',
      'MESSAGE by the caller',
      'Reliable response confirmed (PRACK)',
    ]);
  });
});

describe('transfer', () => {
  const fragment = (status: string) =>
    fromCaller('NOTIFY', 9, { headers: ['Event: refer'], sdp: `SIP/2.0 ${status}\r\n` }).replace(
      'application/sdp',
      'message/sipfrag;version=2.0',
    );

  it.each([
    ['<sip:carol@example.com>', 'Transfer to sip:carol@example.com asked by the callee, blind', 'RFC 5359 §2.4'],
    [
      '<sip:carol@example.com?Replaces=call-2%40host%3Bto-tag%3D1%3Bfrom-tag%3D2>',
      'Transfer to sip:carol@example.com asked by the callee, attended: in place of call call-2@host',
      'RFC 5359 §2.5',
    ],
  ])('Refer-To: %s', (referTo, words, reference) => {
    const bench = callThatIsUp();
    bench.fromBob(2000, fromCallee('REFER', 1, { headers: [`Refer-To: ${referTo}`] }));
    bench.fromAlice(2010, toCallee(202, 'REFER', 1));
    expect(bench.moment(words).reference).toBe(reference);
    expect(bench.words()).toContain('Transfer taken on by the caller');
  });

  it.each([
    ['180 Ringing', 'Transfer goes on: 180 Ringing', 'plain'],
    ['200 OK', 'Transfer succeeded: 200 OK', 'good'],
    ['486 Busy Here', 'Transfer failed: 486 Busy Here', 'wrong'],
  ])('NOTIFY with %s', (status, words, tone) => {
    const bench = callThatIsUp();
    bench.fromAlice(2000, fragment(status));
    expect(bench.moment(words)).toMatchObject({ tone, reference: 'RFC 3515 §2.4.4' });
  });

  it('that is refused', () => {
    const bench = callThatIsUp();
    bench.fromBob(2000, fromCallee('REFER', 1, { headers: ['Refer-To: <sip:carol@example.com>'] }));
    bench.fromAlice(2010, toCallee(603, 'REFER', 1));
    expect(bench.moment('Transfer refused: 603 Phrase').tone).toBe('wrong');
  });
});
