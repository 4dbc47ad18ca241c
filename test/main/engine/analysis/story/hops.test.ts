import { describe, expect, it } from 'vitest';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { ALICE, BOB, CAROL, PROXY, StoryBench } from './storyBench';
import { ack, audio, bobAudio, fromCallee } from './storyCalls';

const VIA_PROXY = { branches: ['z9hG4bKp', 'z9hG4bK1'], sentBy: '192.0.2.9:5060' };
const SECOND_BRANCH = { branches: ['z9hG4bKq', 'z9hG4bK1'], sentBy: '192.0.2.9:5060' };

/** INVITE and answer over a proxy, both hops captured. */
function throughProxy(): StoryBench {
  const bench = new StoryBench();
  bench.see(0, ALICE, PROXY, sipRequest('INVITE', { sdp: audio() }));
  bench.see(1, PROXY, ALICE, sipResponse(100, 'Trying'));
  bench.see(2, PROXY, BOB, sipRequest('INVITE', { ...VIA_PROXY, sdp: audio({ port: 4400 }) }));
  bench.see(100, BOB, PROXY, sipResponse(180, 'Ringing', { ...VIA_PROXY, contact: '<sip:bob@192.0.2.2>' }));
  bench.see(103, PROXY, ALICE, sipResponse(180, 'Ringing', { contact: '<sip:bob@192.0.2.2>' }));
  bench.see(
    1000,
    BOB,
    PROXY,
    sipResponse(200, 'OK', { ...VIA_PROXY, sdp: bobAudio(), contact: '<sip:bob@192.0.2.2>' }),
  );
  bench.see(
    1003,
    PROXY,
    ALICE,
    sipResponse(200, 'OK', { sdp: bobAudio({ address: '192.0.2.9', port: 5500 }), contact: '<sip:bob@192.0.2.2>' }),
  );
  bench.see(1010, ALICE, PROXY, ack());
  bench.see(1012, PROXY, BOB, ack(1, { branches: ['z9hG4bKp2', 'z9hG4bKa1ACK'], sentBy: '192.0.2.9:5060' }));
  return bench;
}

describe('a call over two hops', () => {
  it('tells each step once, as the caller saw it', () => {
    expect(
      throughProxy()
        .story()
        .moments.map(({ atMs, words }) => [atMs, words]),
    ).toEqual([
      [0, 'Invited sip:bob@example.net, offering PCMU'],
      [1, 'Trying, says 192.0.2.9'],
      [103, 'Ringing at 192.0.2.2'],
      [1003, 'Answered by 192.0.2.2 with PCMU/8000'],
      [1010, 'Confirmed by the caller (ACK)'],
      [1012, 'The capture ends here, the call is still up'],
    ]);
  });

  it('tells what the callee sends when it reaches the caller', () => {
    const bench = throughProxy();
    bench.see(5000, BOB, PROXY, fromCallee('BYE', 1));
    bench.see(
      5004,
      PROXY,
      ALICE,
      fromCallee('BYE', 1, { branches: ['z9hG4bKpb', 'z9hG4bKb1BYE'], sentBy: '192.0.2.9:5060' }),
    );
    expect(bench.moment('Ended by the callee')).toMatchObject({ atMs: 5004, message: 10 });
  });

  it('tells hops of one machine apart by the request, where responses come to another port', () => {
    const at = (port: number) => ({ address: '127.0.0.1', port });
    const inner = { ...VIA_PROXY, sentBy: '127.0.0.1:5070' };
    const bench = new StoryBench();
    bench.see(0, at(40_000), at(5070), sipRequest('INVITE'));
    bench.see(2, at(5070), at(5080), sipRequest('INVITE', inner));
    bench.see(100, at(5080), at(5070), sipResponse(180, 'Ringing', inner));
    bench.see(102, at(5070), at(5060), sipResponse(180, 'Ringing'));
    expect(bench.moment('Ringing')).toMatchObject({ atMs: 102, message: 3 });
  });

  it('has the media as the caller was told', () => {
    const { negotiations } = throughProxy().story();
    expect(negotiations).toHaveLength(1);
    expect(negotiations[0]?.media[0]).toMatchObject({
      callerEndpoint: { address: '192.0.2.1', port: 4000 },
      calleeEndpoint: { address: '192.0.2.9', port: 5500 },
    });
  });

  it('has one dialog', () => {
    expect(throughProxy().story().dialogs).toMatchObject([{ calleeTag: 'bob', startedAtMs: 103, confirmedAtMs: 1003 }]);
  });
});

describe('a fork', () => {
  function forked(): StoryBench {
    const bench = new StoryBench();
    bench.see(0, ALICE, PROXY, sipRequest('INVITE'));
    bench.see(2, PROXY, BOB, sipRequest('INVITE', VIA_PROXY));
    bench.see(3, PROXY, CAROL, sipRequest('INVITE', SECOND_BRANCH));
    bench.see(20, PROXY, ALICE, sipResponse(180, 'Ringing', { contact: null }));
    return bench;
  }

  it('names the further targets', () => {
    expect(forked().moment('a fork')).toMatchObject({
      message: 2,
      words: 'Also sent to 192.0.2.3:5060 by 192.0.2.9: a fork',
      reference: 'RFC 3261 §16.6',
    });
  });

  it('is none where the first target had refused', () => {
    const bench = new StoryBench();
    bench.see(0, ALICE, PROXY, sipRequest('INVITE'));
    bench.see(2, PROXY, BOB, sipRequest('INVITE', VIA_PROXY));
    bench.see(20, BOB, PROXY, sipResponse(486, 'Busy Here', VIA_PROXY));
    bench.see(25, PROXY, ALICE, sipResponse(181, 'Call Is Being Forwarded'));
    bench.see(30, PROXY, CAROL, sipRequest('INVITE', SECOND_BRANCH));
    expect(bench.words().slice(1, 4)).toEqual([
      '486 Busy Here from 192.0.2.2 at an inner hop',
      'Being forwarded, says 192.0.2.9',
      'Passed on to 192.0.2.3:5060 by 192.0.2.9 instead',
    ]);
  });

  it('tells what the proxy kept to itself apart', () => {
    const bench = forked();
    bench.see(30, BOB, PROXY, sipResponse(486, 'Busy Here', VIA_PROXY));
    bench.see(40, CAROL, PROXY, sipResponse(200, 'OK', { ...SECOND_BRANCH, toTag: 'carol', contact: null }));
    bench.see(42, PROXY, ALICE, sipResponse(200, 'OK', { toTag: 'carol', contact: null }));
    expect(bench.words().slice(3, 5)).toEqual([
      '486 Busy Here from 192.0.2.2 at an inner hop',
      'Answered by 192.0.2.9',
    ]);
    expect(bench.story().dialogs.map(({ calleeTag }) => calleeTag)).toEqual(['bob', 'carol']);
  });

  it('calls off the branches that are left', () => {
    const bench = forked();
    bench.see(40, CAROL, PROXY, sipResponse(200, 'OK', { ...SECOND_BRANCH, toTag: 'carol' }));
    bench.see(42, PROXY, ALICE, sipResponse(200, 'OK', { toTag: 'carol' }));
    bench.see(43, PROXY, BOB, sipRequest('CANCEL', { ...VIA_PROXY, cseq: '1 CANCEL' }));
    bench.see(44, BOB, PROXY, sipResponse(487, 'Request Terminated', VIA_PROXY));
    expect(bench.moment('Branch to 192.0.2.2 called off by 192.0.2.9').tone).toBe('plain');
    expect(bench.words().join()).not.toContain('Cancelled');
  });

  it('an answer that does not reach the caller is wrong', () => {
    const bench = forked();
    bench.see(40, CAROL, PROXY, sipResponse(200, 'OK', { ...SECOND_BRANCH, toTag: 'carol' }));
    expect(bench.moment('Answered at 192.0.2.3; the caller’s hop does not show the answer').tone).toBe('wrong');
  });

  it('two answers', () => {
    const bench = forked();
    bench.see(42, PROXY, ALICE, sipResponse(200, 'OK', { contact: null }));
    bench.see(50, PROXY, ALICE, sipResponse(200, 'OK', { toTag: 'carol', contact: '<sip:carol@192.0.2.3>' }));
    expect(bench.words()).toContain('Answered by another fork, 192.0.2.3');
  });
});

describe('responses where only the inner hop was captured', () => {
  it('are told as the call’s', () => {
    const bench = new StoryBench();
    bench.see(0, ALICE, PROXY, sipRequest('INVITE', { sdp: audio() }));
    bench.see(2, PROXY, BOB, sipRequest('INVITE', { ...VIA_PROXY, sdp: audio() }));
    bench.see(100, BOB, PROXY, sipResponse(200, 'OK', { ...VIA_PROXY, sdp: bobAudio(), contact: null }));
    expect(bench.words()[1]).toBe('Answered by 192.0.2.2 with PCMU/8000');
    expect(bench.story().negotiations).toMatchObject([{ offer: 0, answer: 2, outcome: 'agreed' }]);
  });
});

describe('an intermediary that sends INVITEs of its own under the same Call-ID', () => {
  it('answers as well, without being a fork', () => {
    const bench = new StoryBench();
    const own = { ...VIA_PROXY, branches: ['z9hG4bKown'], fromTag: 'own' };
    bench.see(0, ALICE, PROXY, sipRequest('INVITE'));
    bench.see(2, PROXY, BOB, sipRequest('INVITE', own));
    bench.see(100, BOB, PROXY, sipResponse(200, 'OK', { ...own, toTag: 'inner', contact: null }));
    bench.see(102, PROXY, ALICE, sipResponse(200, 'OK', { contact: null }));
    expect(bench.words().slice(0, 4)).toEqual([
      'Invited sip:bob@example.net, without an offer',
      'Invited sip:bob@example.net as well, without an offer',
      'Answered by 192.0.2.2',
      'Answered by 192.0.2.9',
    ]);
    expect(bench.story().dialogs.map(({ callerTag }) => callerTag)).toEqual(['own', 'alice']);
  });
});
