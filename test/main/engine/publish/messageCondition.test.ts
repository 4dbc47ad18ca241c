import { describe, expect, it } from 'vitest';
import { messageCondition } from '../../../../main/engine/publish/messageCondition';
import { sipRequest } from '../../../fixtures/sipMessages';
import { FedCapture } from '../../../fixtures/fedCapture';
import { sipFrame } from '../../../fixtures/sipFrames';

const WITHOUT_CALL_ID = sipRequest('INVITE').replace(/Call-ID: .*\r\n/, '');

function rows() {
  const fed = new FedCapture();
  fed.feed([
    sipFrame(0, sipRequest('INVITE')),
    sipFrame(1, sipRequest('OPTIONS')),
    sipFrame(2, WITHOUT_CALL_ID),
    sipFrame(3, WITHOUT_CALL_ID.replaceAll('INVITE', 'OPTIONS')),
  ]);
  return fed.captured.pipeline.signalling.messages;
}

describe('messageCondition', () => {
  it.each([
    ['all but OPTIONS', true, null, [0, 2]],
    ['those with an issue', false, 'missingCallId', [2, 3]],
    ['those with an issue but no OPTIONS', true, 'missingCallId', [2]],
    ['none, where none has the issue', false, 'foldedHeader', []],
  ])('holds for %s', (_name, hideOptions, issue, indexes) => {
    const condition = messageCondition({ hideOptions, issue })!;
    const held = rows().filter((row) => condition.holds(row));
    expect(held.map(({ index }) => index)).toEqual(indexes);
  });

  it('is none when all are asked for', () => {
    expect(messageCondition({ hideOptions: false, issue: null })).toBeNull();
  });

  it('has another name for every choice, so that a list made for one is not taken for another', () => {
    const names = [true, false].flatMap((hideOptions) =>
      [null, 'missingCallId', 'foldedHeader'].map((issue) => messageCondition({ hideOptions, issue })?.name),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
