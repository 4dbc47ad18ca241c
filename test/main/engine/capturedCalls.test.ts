import { describe, expect, it } from 'vitest';
import { frameNumber, messageIndex } from '../../../shared/ids';
import { CapturedCalls } from '../../../main/engine/capturedCalls';
import { FedCapture } from '../../fixtures/fedCapture';
import { sipFrame } from '../../fixtures/sipFrames';
import { sipRequest } from '../../fixtures/sipMessages';
import { mergeFlows } from '../../generator/mergeFlows';
import { flowsOf, planCall } from '../../generator/plannedCall';
import { createRandom } from '../../generator/random';

function threeCalls(): FedCapture {
  const random = createRandom(4);
  const fed = new FedCapture();
  const plans = [1, 2, 3].map((number) => planCall({ number, startMs: number * 10, talkMs: 400 }));
  fed.feed(mergeFlows(plans.flatMap((plan) => [...flowsOf(plan, random)])));
  return fed;
}

describe('one capture', () => {
  it('finds calls by their Call-IDs, in order of appearance', () => {
    const { captured } = threeCalls();
    const [first, second, third] = captured.findCalls([]);
    const callIdOf = (key: typeof first): string => captured.pipeline.signalling.callRow(key!)?.callId ?? '';
    expect(captured.findCalls([callIdOf(third), 'none', callIdOf(first), callIdOf(first)])).toEqual([first, third]);
    expect(captured.findCalls([callIdOf(second)])).toEqual([second]);
    expect(captured.findCalls(['none'])).toEqual([]);
  });

  it('knows all frames of calls: each belongs to one of them here, and none is forgotten', () => {
    const { captured } = threeCalls();
    const calls = captured.findCalls([]);
    const apart = calls.flatMap((call) => captured.framesOf([call]));
    expect(apart.toSorted((a, b) => a - b)).toEqual(captured.framesOf(calls));
    expect(captured.framesOf(calls)).toEqual(Array.from({ length: 3 * (7 + 20 + 20) }, (_, index) => index + 1));
  });

  it('reads messages again as they came, until they are evicted', () => {
    const fed = new FedCapture();
    const invite = sipRequest('INVITE');
    fed.feed([sipFrame(0, invite)]);
    expect(fed.captured.readMessage({ index: messageIndex(0), frames: [frameNumber(1)] })).toEqual(
      new TextEncoder().encode(invite),
    );
    fed.evictBefore(2);
    expect(fed.captured.readMessage({ index: messageIndex(0), frames: [frameNumber(1)] })).toBe('evicted');
    expect(fed.captured.counters().oldestFrame).toBe(2);
  });

  it('counts what it is told was dropped', () => {
    const { captured } = new FedCapture();
    expect(captured.counters().droppedPackets).toBeNull();
    captured.noteDrops(7);
    expect(captured.counters().droppedPackets).toBe(7);
  });

  it('gives its store back, and one that comes too late at once', () => {
    const fed = new FedCapture();
    fed.captured.close();
    fed.captured.close();
    expect(fed.closed).toBe(1);
    expect(fed.captured.readMessage({ index: messageIndex(0), frames: [frameNumber(1)] })).toBe('evicted');
    fed.captured.keepFramesIn(fed);
    expect(fed.closed).toBe(2);
    expect(fed.captured.readFrame(1)).toBe('evicted');
  });

  it('has nothing before its first frame', () => {
    const captured = new CapturedCalls('x', '0');
    expect(captured.findCalls([])).toEqual([]);
    expect(captured.counters()).toMatchObject({ frames: 0, firstAt: null, oldestFrame: 1 });
    expect(captured.interfaces).toEqual([]);
    expect(captured.rows.states().calls).toEqual({ total: 0, version: 0 });
  });
});
