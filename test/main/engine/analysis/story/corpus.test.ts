import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tellCall } from '../../../../../main/engine/analysis/story/tellCall';
import type { CallStory } from '../../../../../shared/protocol/callStory';
import { CaptureParser } from '../../../../../main/engine/pcap/captureParser';
import { Frame } from '../../../../../shared/capture/frame';
import { FedCapture } from '../../../../fixtures/fedCapture';

const corpus = new URL('../../../../../../shared/corpus/pcap/', import.meta.url);

const fedOf = (linkType: number): FedCapture =>
  new FedCapture([{ id: 0, linkType, snapLengthBytes: 0, name: null, description: null, filter: null }]);

/** The stories of all calls of a capture. */
function storiesOf(name: string): readonly CallStory[] {
  const parser = new CaptureParser();
  const frame = new Frame();
  const fedBy = new Map<number, FedCapture>();
  parser.feed(readFileSync(new URL(name, corpus)));
  let captureEndsAtMs = 0;
  while (parser.next(frame)) {
    captureEndsAtMs = Math.max(captureEndsAtMs, frame.atMs);
    const fed = fedBy.get(frame.linkType) ?? fedOf(frame.linkType);
    fedBy.set(frame.linkType, fed);
    fed.feed([{ atMs: frame.atMs, bytes: frame.bytes.slice(frame.start, frame.end) }]);
  }
  const [fed] = fedBy.values();
  if (fed === undefined || fedBy.size !== 1) throw new Error('a capture of one link type was expected');
  fed.captured.pipeline.finish();
  const { signalling } = fed.captured.pipeline;
  return signalling.calls().map((key) => {
    const call = signalling.callRow(key)!;
    const messages = signalling.messagesOf(key);
    return tellCall({
      call,
      group: null,
      messages,
      readMessage: (row) => fed.captured.readMessage(row),
      captureEndsAtMs,
    });
  });
}

const wordsOf = ({ moments }: CallStory) => moments.map(({ words }) => words);

describe.skipIf(!existsSync(corpus))('captures of other projects', () => {
  it('sipnab__codec-negotiation.pcap: PCMU, then G722', () => {
    const [story] = storiesOf('sipnab__codec-negotiation.pcap');
    expect(wordsOf(story!)).toEqual([
      'Invited sip:bob@example.com, offering PCMU PCMA G722',
      'Trying, says 127.0.0.1',
      'Ringing at 127.0.0.1',
      'Answered by 127.0.0.1 with PCMU/8000',
      'Confirmed by the caller (ACK)',
      're-INVITE by the caller, offering G722 PCMU',
      'Codec PCMU → G722 (re-INVITE accepted)',
      'Confirmed by the caller (ACK)',
      'Ended by the caller',
    ]);
    expect(story!.negotiations.map(({ changes }) => changes)).toEqual([[], ['codec PCMU → G722']]);
    expect(story!.dialogs).toMatchObject([
      { callerTag: 'call-1', calleeTag: 'bob-1', state: 'ended', endedBy: 'caller' },
    ]);
  });

  it('sipnab__register-invite-reinvite-bye.pcap: PCMU, then opus', () => {
    const [story] = storiesOf('sipnab__register-invite-reinvite-bye.pcap');
    expect(story!.negotiations.map(({ outcome, changes }) => [outcome, changes])).toEqual([
      ['agreed', []],
      ['agreed', ['codec PCMU → opus']],
    ]);
  });

  it('sngrep__aaa.pcap: a CANCEL without effect and refusals after credentials', () => {
    const [cancelled, wrongPassword, , rejected] = storiesOf('sngrep__aaa.pcap');
    expect(wordsOf(cancelled!).slice(1, 3)).toEqual(['Trying, says 200.68.120.81', 'Cancelled by the caller']);
    expect(cancelled!.transactions.map(({ method, retransmissions }) => [method, retransmissions])).toEqual([
      ['INVITE', 2],
      ['CANCEL', 10],
    ]);
    expect(wordsOf(wrongPassword!).slice(1)).toEqual([
      'Credentials asked for by 212.242.33.35 for realm “sip.cybercity.dk”',
      'Invited again with credentials, offering pcmu pcma iLBC G726-32 GSM',
      'Refused: 403 Wrong password or domain',
    ]);
    expect(wordsOf(rejected!).at(-1)).toBe('Refused: 480 Error (Q.850 cause 21: Call rejected)');
  });

  it('sngrep__ipv6frag.pcap: reliable responses over two hops, each step once', () => {
    const [story] = storiesOf('sngrep__ipv6frag.pcap');
    expect(wordsOf(story!).filter((words) => words.startsWith('Reliable'))).toHaveLength(2);
    expect(story!.negotiations.map(({ words, outcome }) => [words, outcome])).toEqual([
      ['early offer in INVITE, answered in 183', 'agreed'],
      ['offer in UPDATE', 'agreed'],
      ['early offer in INVITE, answered by another fork, answered in 183', 'agreed'],
      ['offer in UPDATE', 'agreed'],
    ]);
    expect(story!.transactions).toHaveLength(14);
  });
});
