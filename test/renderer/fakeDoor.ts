import type { ExportDestination } from '../../shared/protocol/commands';
import type { Snapshot } from '../../shared/protocol/deltas';
import type { Door } from '../../renderer/link/door';
import { memoryPair } from './memoryPair';
import { madeSnapshot } from './rows';
import { scriptedEngine, type Script, type ScriptedEngine } from './scriptedEngine';

export type FakeDoor = Door & {
  readonly engine: () => ScriptedEngine;
  readonly delivered: readonly string[];
  readonly uploaded: readonly File[];
  readonly menu: (command: string) => void;
};

type Options = {
  readonly snapshot?: Snapshot;
  readonly script?: Script;
  readonly retries?: boolean;
  readonly destination?: ExportDestination | null;
};

/** A door with a scripted engine behind it; every port opened gets a new one. */
export function fakeDoor({
  snapshot = madeSnapshot(),
  script = {},
  retries = true,
  destination,
}: Options = {}): FakeDoor {
  let engine: ScriptedEngine | null = null;
  const delivered: string[] = [];
  const uploaded: File[] = [];
  let onMenu: (command: string) => void = () => undefined;
  return {
    kind: 'browser',
    platform: null,
    retries,
    openPort: () => {
      const pair = memoryPair();
      engine = scriptedEngine(pair.engine, snapshot, script);
      return Promise.resolve(pair.window);
    },
    chooseCaptures: () => Promise.resolve(null),
    droppedCaptures: (files) => ({ kind: 'files', files }),
    upload: (file) => {
      uploaded.push(file);
      return Promise.resolve();
    },
    chooseDestination: () => Promise.resolve(destination === undefined ? { kind: 'download' } : destination),
    chooseRingBase: () => Promise.resolve(null),
    deliver: (location) => delivered.push(location),
    onMenuCommand: (handler) => (onMenu = handler),
    onOpenPaths: () => undefined,
    showTheme: () => undefined,
    engine: () => engine!,
    delivered,
    uploaded,
    menu: (command) => onMenu(command),
  };
}
