/** The engine as a process of its own under the desktop shell: every message from the shell brings a window's port, or asks to end. */
import { join } from 'node:path';
import { version } from '../../package.json';
import type { ToWindow } from '../../shared/protocol/envelope';
import { createEngine } from './engine';
import { electronPort, type MessagePortMainLike } from './port/electronPort';

type ParentPort = {
  on(
    event: 'message',
    listener: (event: { readonly data: unknown; readonly ports: readonly MessagePortMainLike[] }) => void,
  ): unknown;
};

const { parentPort } = process as unknown as { readonly parentPort?: ParentPort };
if (!parentPort) {
  process.stderr.write('the engine process is started by the desktop shell only\n');
  process.exit(2);
}

const folder = import.meta.dirname;
const engine = createEngine({
  version,
  samplesFolder: join(folder, '../resources/samples'),
  // A program in its own process cannot be read out of the packed archive.
  capHelperPath: join(folder, 'capHelper.js').replace('app.asar', 'app.asar.unpacked'),
  scratchFolder: null,
});

const leave = (): void => {
  void engine.close().finally(() => process.exit(0));
};

parentPort.on('message', ({ data, ports }) => {
  if (data === 'close') leave();
  for (const port of ports) {
    engine.connect(electronPort<ToWindow, unknown>(port), { door: 'desktop', mayNamePaths: true });
  }
});
process.once('SIGTERM', leave);
process.once('SIGINT', leave);
