import { describe, expect, it } from 'vitest';
import { FlowTags } from '../../../../main/engine/intake/flowTags';

const NO_STREAM = -1;
const NO_COMPANION = 0;

function tagged(): FlowTags {
  const tags = new FlowTags();
  tags.noteStream(0, 1, null);
  tags.noteStream(5, 2, null);
  tags.noteStream(5, 6, [4, 6]);
  tags.noteStream(NO_STREAM, 7, null);
  tags.noteCompanion(5, 8, null);
  tags.noteCompanion(1, 11, [9, 11]);
  tags.noteCompanion(NO_COMPANION, 12, null);
  return tags;
}

describe('FlowTags', () => {
  it.each([
    ['the first stream', [0], [], [1]],
    ['a stream, with all frames of a fragmented packet', [5], [], [2, 4, 6]],
    ['a companion with the number of a stream', [], [5], [8]],
    ['several, in the order of the capture', [5, 0], [1], [1, 2, 4, 6, 9, 11]],
    ['nothing', [], [], []],
    ['one that has no frames', [99], [99], []],
  ])('names the frames of %s', (_name, streams, companions, frames) => {
    expect(tagged().framesOf(streams, companions)).toEqual(frames);
  });

  it('lets go of frames that are no longer there', () => {
    const tags = new FlowTags();
    tags.noteStream(1, 10, null);
    tags.noteStream(1, 200_000, null);
    tags.releaseBefore(200_000);
    expect(tags.framesOf([1], [])).toEqual([200_000]);
  });
});
