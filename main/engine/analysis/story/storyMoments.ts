import type { StoryMoment } from '../../../../shared/protocol/callStory';
import { beginningMoments, endingMoments, type CaptureEdges } from './captureMoments';
import { dialogTags, momentContext, type ContextParts } from './momentContext';
import { requestMoments } from './requestMoments';
import { responseMoments } from './responseMoments';
import { silenceMoments } from './silenceMoments';

/** The timeline of a call: what each step means, what did not come, and where the capture begins or ends in the middle. */
export function storyMoments(parts: ContextParts, edges: CaptureEdges): readonly StoryMoment[] {
  const context = momentContext(parts);
  const told = context.events.flatMap((event) => {
    const { message } = event;
    const agreed = context.agreedBy.get(message.row.index);
    if (agreed !== undefined) context.progress.agreedIn.set(dialogTags(message), agreed);
    return message.isRequest ? requestMoments(event, context) : responseMoments(event, context);
  });
  // The order of the list settles what happens at once: sorting is stable.
  const inTime = [...told, ...silenceMoments(context)].sort((one, other) => one.atMs - other.atMs);
  return [...beginningMoments(context, edges), ...inTime, ...endingMoments(context, edges)];
}
