import { describe, expect, it } from 'vitest';
import { frameNumber } from '../../../../../shared/ids';
import { sipRequest, sipResponse } from '../../../../fixtures/sipMessages';
import { StoryBench } from './storyBench';
import { ack, audio, bobAudio, callThatIsUp, fromCallee, fromCaller, ringing, toCallee, toCaller } from './storyCalls';

describe('what does not come', () => {
  it('an answer to a BYE that is sent again and again', () => {
    const bench = callThatIsUp();
    bench.fromAlice(5000, fromCaller('BYE', 2));
    bench.fromAlice(5500, fromCaller('BYE', 2));
    bench.fromAlice(6500, fromCaller('BYE', 2));
    expect(bench.words(36_999).some((words) => words.includes('No answer'))).toBe(false);
    expect(bench.moment('No answer to the BYE within 32 s, though it was sent again twice', 37_000)).toEqual({
      atMs: 37_000,
      message: null,
      words: 'No answer to the BYE within 32 s, though it was sent again twice',
      reference: 'RFC 3261 §17.1.2.2',
      tone: 'wrong',
    });
  });

  it('an answer to a BYE that is sent once may have gone another way', () => {
    const bench = callThatIsUp();
    bench.fromAlice(5000, fromCaller('BYE', 2));
    expect(bench.moment('it was not sent again, so there may have been one', 37_000).tone).toBe('plain');
  });

  it('an ACK', () => {
    const bench = new StoryBench();
    const ok = sipResponse(200, 'OK');
    bench.fromAlice(0, sipRequest('INVITE'));
    for (const atMs of [10, 510, 1510]) bench.fromBob(atMs, ok);
    expect(bench.moment('200 sent again twice, no ACK seen')).toMatchObject({ tone: 'wrong', atMs: 1510, message: 3 });
    bench.fromAlice(1600, ack());
    expect(bench.moment('200 sent again twice, until the ACK came').tone).toBe('plain');
  });

  it('an ACK of a 200 that was sent once probably arrived', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(200, 'OK'));
    expect(bench.words(32_009).join()).not.toContain('No ACK');
    expect(bench.moment('No ACK was captured', 32_010).tone).toBe('plain');
  });

  it('a final answer, for as long as a phone may ring', () => {
    expect(ringing().words(180_099).join()).not.toContain('No final answer');
    expect(ringing().moment('No final answer to the INVITE for 3 min', 180_100).tone).toBe('wrong');
  });

  it('delivery, where an ICMP error says so', () => {
    const bench = new StoryBench();
    const invite = bench.fromAlice(0, sipRequest('INVITE'));
    const undeliverable = {
      frame: frameNumber(2),
      atMs: 3,
      reporter: '192.0.2.254',
      words: 'Destination port unreachable',
    };
    bench.revisions.set(invite, { undeliverable });
    expect(
      bench.moment('INVITE did not reach 192.0.2.2: Destination port unreachable, says 192.0.2.254'),
    ).toMatchObject({
      atMs: 3,
      message: invite,
      tone: 'wrong',
    });
  });
});

describe('one direction alone', () => {
  it('does not tell that a request within the call had no answer', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromAlice(1000, ack());
    // Alice's own response shows that Bob's requests are missing too.
    bench.fromAlice(2000, toCallee(200, 'INFO', 1));
    bench.fromAlice(5000, fromCaller('BYE', 2));
    bench.fromAlice(5500, fromCaller('BYE', 2));
    expect(bench.words(100_000).join()).not.toContain('No answer');
    expect(bench.story(100_000).transactions.map(({ outcome }) => outcome)).toEqual([
      'open',
      'ended',
      'requestNotSeen',
      'open',
    ]);
  });

  it('of responses says so, and asks for no ACK', () => {
    const bench = new StoryBench();
    bench.fromBob(0, sipResponse(180, 'Ringing', { contact: null }));
    bench.fromBob(1000, sipResponse(200, 'OK', { contact: null }));
    expect(bench.words(100_000)).toEqual([
      'No request was captured, responses alone tell the call',
      'Ringing at 192.0.2.2',
      'Answered by 192.0.2.2',
      'The capture ends here, the call is still up',
    ]);
  });
});

describe('where the capture begins and ends in the middle', () => {
  it('begins with the call up', () => {
    const bench = new StoryBench();
    bench.fromAlice(1000, fromCaller('INVITE', 7, { sdp: audio() }));
    bench.fromBob(1010, toCaller(200, 'INVITE', 7, { sdp: bobAudio() }));
    bench.fromAlice(1020, ack(7));
    bench.fromBob(2000, fromCallee('BYE', 1));
    expect(bench.words()).toEqual([
      'The capture begins in the middle of the call',
      're-INVITE by the caller, offering PCMU',
      're-INVITE accepted, the media stays as it was',
      'Confirmed by the caller (ACK)',
      'Ended by the callee',
    ]);
  });

  it('an ACK alone shows that there was an answer', () => {
    const bench = new StoryBench();
    bench.fromAlice(0, sipRequest('INVITE'));
    bench.fromBob(10, sipResponse(100, 'Trying'));
    bench.fromAlice(3000, ack());
    expect(bench.words(300_000)).toContain('ACK: there was an answer, it was not captured');
    expect(bench.words(300_000).join()).not.toContain('No final answer');
  });

  it.each([
    [() => callThatIsUp(), 'The capture ends here, the call is still up'],
    [() => ringing(), 'The capture ends here, it still rings'],
  ])('ends before the call does', (call, words) => {
    expect(call().words().at(-1)).toBe(words);
  });

  it('messages that are no longer kept are told from their rows', () => {
    const bench = callThatIsUp();
    bench.fromAlice(5000, fromCaller('BYE', 2));
    for (const index of [0, 1, 2, 3]) bench.evicted.add(index);
    const story = bench.story();
    expect(story.evictedMessages).toBe(4);
    expect(story.moments.map(({ words }) => words)).toEqual([
      'The first messages are no longer kept',
      'INVITE by the caller, offering PCMU',
      'Ringing at 192.0.2.2',
      'Answered by 192.0.2.2',
      'Confirmed by the caller (ACK)',
      'Ended by the caller',
    ]);
  });
});
