import { isDeepStrictEqual } from 'node:util';
import type { MessageIndex } from '../../shared/ids';
import type { MessageRow } from '../../shared/protocol/rows';
import type { FramesInMemory } from '../generator/hardInputs/framesInMemory';
import type { Faults } from './faults';

/** A capture that is asked, and whether its clock ever stepped back: then what comes later may be earlier. */
export type Asked = { readonly through: FramesInMemory; readonly isInOrder: boolean };

/** Rows of messages that are named; one that does not exist is a fault. */
export function* unknownMessages(
  of: string,
  { through }: Asked,
  messages: readonly (MessageIndex | null)[],
  belongs: (row: MessageRow) => boolean = () => true,
): Faults {
  for (const index of messages) {
    if (index === null) continue;
    const row = through.pipeline.signalling.message(index);
    if (row === null || row.index !== index) yield `${of} names a message that does not exist: ${index}`;
    else if (!belongs(row)) yield `${of} names a message that is not its own: ${index}`;
  }
}

/** Frames that are named exist. */
export function* unknownFrames(of: string, { through }: Asked, frames: readonly number[]): Faults {
  for (const frame of frames) {
    if (!(Number.isInteger(frame) && frame >= 1 && frame <= through.frames)) {
      yield `${of} names a frame that does not exist: ${frame}`;
    }
  }
}

/** What a list holds is what the engine would say now. */
export function* staleRow(of: string, listed: object | null, now: object | null): Faults {
  if (isDeepStrictEqual(listed, now)) return;
  const before = listed as Readonly<Record<string, unknown>> | null;
  const differing = Object.entries(now ?? {}).find(([name, value]) => !isDeepStrictEqual(value, before?.[name]));
  yield `a list holds another ${of} than there is (${listed === null ? 'none' : (differing?.[0] ?? 'too many')}): ${JSON.stringify(differing)}`;
}
