import type { Downloads } from '../downloads';
import type { EngineOptions } from '../engine';
import type { Workbench } from '../workbench';
import { captureCommands } from './captureCommands';
import type { CommandTable } from './command';
import { detailCommands } from './detailCommands';
import { exportCommands } from './exportCommands';
import { groupCommands } from './groupCommands';
import { listCommands } from './listCommands';
import { openCommands } from './openCommands';
import { storyCommands } from './storyCommands';

/** The engine's answer to each command of the protocol. What only some commands need loads with the first of those. */
export function createCommandTable(workbench: Workbench, options: EngineOptions, downloads: Downloads): CommandTable {
  return {
    readSnapshot: (_ask, { door }) => workbench.snapshot(door),
    ...captureCommands(workbench, options),
    ...openCommands(workbench, options),
    ...listCommands(workbench),
    ...detailCommands(workbench),
    ...storyCommands(workbench),
    ...groupCommands(workbench),
    ...exportCommands(workbench, downloads),
  };
}
