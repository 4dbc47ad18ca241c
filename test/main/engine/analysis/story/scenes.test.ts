import { describe, expect, it } from 'vitest';
import { tellCall } from '../../../../../main/engine/analysis/story/tellCall';
import type { CallStory } from '../../../../../shared/protocol/callStory';
import { FedCapture } from '../../../../fixtures/fedCapture';
import { ALL_SCENES } from '../../../../generator/scenarios/allScenes';
import * as basic from '../../../../generator/scenarios/basicSessions';
import * as features from '../../../../generator/scenarios/dialogFeatures';
import * as failed from '../../../../generator/scenarios/failedSessions';
import * as forwarding from '../../../../generator/scenarios/forwarding';
import * as holding from '../../../../generator/scenarios/holding';
import { Scene } from '../../../../generator/scenarios/scene';
import * as transfers from '../../../../generator/scenarios/transfers';

/** The stories of all calls of a scene, as the engine reads them from its frames. */
function storiesOf(play: (scene: Scene) => unknown): readonly CallStory[] {
  const scene = new Scene();
  play(scene);
  const capture = new FedCapture();
  capture.feed(scene.frames());
  const { captured } = capture;
  captured.pipeline.finish();
  const { signalling } = captured.pipeline;
  return signalling.calls().map((key) =>
    tellCall({
      call: signalling.callRow(key)!,
      group: null,
      messages: signalling.messagesOf(key),
      readMessage: (message) => captured.readMessage(message),
      captureEndsAtMs: captured.counters().lastAtMs,
    }),
  );
}

describe('flows of RFC 3665, RFC 5359 and beyond', () => {
  it.each([
    [
      'two proxies that ask for credentials',
      basic.twoAuthentications,
      ['Credentials asked for by 192.0.2.10 for realm “lake.example”', 'Answered by 198.51.100.102 with PCMU/8000'],
    ],
    [
      'a proxy that does not answer',
      basic.proxyFails,
      [
        'No answer to the INVITE within 32 s, though it was sent again 6 times',
        'Invited again by way of 192.0.2.11, offering PCMU',
      ],
    ],
    ['redirect', basic.redirected, ['Redirected to sip:2002@198.51.100.102:5060 (302 Moved Temporarily)']],
    [
      'media at another address',
      basic.addressChanges,
      ['Callee’s media moved to 198.51.100.202:20000 (re-INVITE accepted)'],
    ],
    ['cancelled', failed.cancelled, ['Cancelled by the caller', 'INVITE is over: 487 Request Terminated']],
    ['unallocated number', failed.unallocated, ['Refused: 404 Not Found (Q.850 cause 1: Unallocated number)']],
    [
      'hold',
      holding.heldAndResumed,
      ['Hold by the callee (re-INVITE accepted)', 'Resumed by the callee (re-INVITE accepted)'],
    ],
    [
      'blind transfer',
      transfers.blindTransfer,
      ['Transfer to sip:3003@lake.example asked by the callee, blind', 'Transfer succeeded: 200 OK'],
    ],
    ['failed transfer', transfers.failedTransfer, ['Transfer failed: 486 Busy Here']],
    [
      'forwarding when busy',
      forwarding.forwardedOnBusy,
      [
        '486 Busy Here from 198.51.100.102 at an inner hop',
        'Passed on to 198.51.100.103:5060 by 198.51.100.10 instead',
      ],
    ],
    ['fork', forwarding.forked, ['Also sent to 198.51.100.104:5060 by 198.51.100.10: a fork']],
    [
      'offer in a reliable 183',
      features.offerInReliable183,
      ['Early media from 198.51.100.102, to be confirmed by PRACK'],
    ],
    ['missed session refresh', features.timerMissed, ['Session timer of 90 s ran out without a refresh by the caller']],
    ['glare', features.glare, ['re-INVITE by the caller, offering PCMU, again after the glare']],
    ['CANCEL and answer', features.cancelCrossesAnswer, ['CANCEL by the caller crossed the answer: the call is up']],
    ['fax', features.turnsToFax, ['Audio → image (re-INVITE accepted)']],
    [
      'BYE without answer',
      features.byeUnanswered,
      ['No answer to the BYE within 32 s, though it was sent again 10 times'],
    ],
  ])('%s', (_, play, expected) => {
    const words = storiesOf(play)[0]?.moments.map((moment) => moment.words);
    expect(words).toEqual(expect.arrayContaining(expected));
  });

  it('nothing is wrong with a call that went well', () => {
    for (const play of [
      basic.directSession,
      basic.throughTwoProxies,
      basic.twoAuthentications,
      holding.heldAndResumed,
    ]) {
      const wrong = storiesOf(play).flatMap(({ moments }) => moments.filter(({ tone }) => tone === 'wrong'));
      expect(wrong).toEqual([]);
    }
  });
});

it('the story of every call of every scene begins with its INVITE', () => {
  const stories = ALL_SCENES.flatMap(({ name, play }) => storiesOf(play).map((story) => ({ name, story })));
  expect(stories.length).toBeGreaterThan(50);
  for (const { name, story } of stories) {
    expect([name, story.moments[0]?.words]).toEqual([name, expect.stringMatching(/^Invited /)]);
    expect([name, story.evictedMessages]).toEqual([name, 0]);
  }
});
