import { join } from 'node:path';
import { problemInOneLine } from '../../../shared/format/problem';
import type { EngineOptions } from '../engine';
import type { Workbench } from '../workbench';
import { mayNamePaths, type Commands } from './command';

/** Opening goes on behind its answer; that nothing can be opened now has to be said at once. */
function mustBeFree({ busy }: Workbench): void {
  if (busy) throw new Error(problemInOneLine(busy));
}

/** Opening goes on behind the answer. What cannot be opened leaves the capture on the bench where it is. */
async function openUnlessRefused(
  workbench: Workbench,
  { paths, follow }: { readonly paths: readonly string[]; readonly follow: boolean },
): Promise<void> {
  mustBeFree(workbench);
  const refusal = await workbench.refusal(paths, undefined, follow);
  if (refusal !== null) throw new Error(problemInOneLine(refusal));
  mustBeFree(workbench);
  void workbench.open(paths, { follow });
}

export function openCommands(
  workbench: Workbench,
  options: EngineOptions,
): Commands<
  'openCapture' | 'followCapture' | 'stopFollowing' | 'openSample' | 'cancelOpen' | 'closeCapture' | 'listSamples'
> {
  return {
    openCapture: async (ask, asker) => {
      mayNamePaths(asker);
      await openUnlessRefused(workbench, ask);
      return null;
    },
    followCapture: async () => {
      const path = workbench.followable;
      if (path === null) throw new Error('Nothing is open that can be followed: open one capture file, unpacked.');
      await openUnlessRefused(workbench, { paths: [path], follow: true });
      return null;
    },
    stopFollowing: () => {
      workbench.stopFollowing();
      return null;
    },
    openSample: async ({ name }) => {
      const { findSample } = await import('../samples');
      const sample = await findSample(options.samplesFolder, name);
      if (!sample) throw new Error(`There is no sample called ${name}.`);
      mustBeFree(workbench);
      void workbench.open([join(options.samplesFolder, sample.file)], { name: sample.title });
      return null;
    },
    cancelOpen: () => {
      workbench.cancelOpen();
      return null;
    },
    closeCapture: async () => {
      await workbench.close();
      return null;
    },
    listSamples: async () => {
      const { listSamples } = await import('../samples');
      return { samples: await listSamples(options.samplesFolder) };
    },
  };
}
