import type { EngineOptions } from '../engine';
import type { Workbench } from '../workbench';
import { mayNamePaths, succeed, type Commands } from './command';

export function captureCommands(
  workbench: Workbench,
  options: EngineOptions,
): Commands<'listInterfaces' | 'checkCaptureFilter' | 'startCapture' | 'stopCapture'> {
  return {
    listInterfaces: async () => {
      const { listInterfaces } = await import('../capture/interfaces');
      return listInterfaces(options.capHelperPath);
    },
    checkCaptureFilter: async (ask) => {
      const { checkCaptureFilter } = await import('../capture/checkCaptureFilter');
      return checkCaptureFilter({ ...ask, capHelperPath: options.capHelperPath });
    },

    startCapture: async (ask, asker) => {
      if (ask.saveAs !== null) mayNamePaths(asker);
      const stopAfter = { durationS: null, packets: null, filesizeKb: null };
      return succeed(await workbench.record({ ...ask, stopAfter }));
    },
    stopCapture: async () => {
      await workbench.stopRecording();
      return null;
    },
  };
}
