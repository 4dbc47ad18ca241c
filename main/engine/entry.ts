/** The engine as a process of its own under the desktop shell: every message from the shell brings a window's port, or asks to end. */
import { join, sep } from 'node:path';
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

/** Inside an installed app this file lies in its archive; programs to start and files read by offset lie beside it. */
const folder = import.meta.dirname.replace(`app.asar${sep}`, `app.asar.unpacked${sep}`);
const engine = createEngine({
  version,
  samplesFolder: join(folder, '../resources/samples'),
  capHelperPath: join(folder, 'capHelper.js'),
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
