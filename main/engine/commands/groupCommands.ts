import type { Workbench } from '../workbench';
import type { Commands } from './command';

/** Which calls are one story, and what a person says of it. */
export function groupCommands(
  workbench: Workbench,
): Commands<'readCallGroup' | 'joinCalls' | 'splitCall' | 'setLegHeaders'> {
  const links = () => workbench.captured?.pipeline.links;
  return {
    readCallGroup: ({ call }) => links()?.groupOf(call) ?? null,
    joinCalls: ({ calls }) => {
      links()?.join(calls);
      return null;
    },
    splitCall: ({ call }) => {
      links()?.split(call);
      return null;
    },
    setLegHeaders: ({ names }) => {
      workbench.setLegHeaders(names);
      return null;
    },
  };
}
