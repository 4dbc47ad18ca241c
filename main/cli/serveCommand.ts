import { access, constants } from 'node:fs/promises';
import { problemInOneLine } from '../../shared/format/problem';
import type { Engine } from '../engine/engine';
import type { Host } from '../host/host';
import { isLoopback, type ListenAddress } from '../host/listenAddress';
import { type CommandContext, withEngine } from './commandContext';
import { pageFolder } from './engineAtHand';
import { describeError, WorkFailed, WrongWords } from './failure';
import { NO_RING } from './limits';

/** What the workbench shows when its first window opens. */
export type FirstSight =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'files'; readonly paths: readonly string[]; readonly follow?: boolean }
  | { readonly kind: 'interface'; readonly interfaceName: string; readonly filter: string }
  | { readonly kind: 'sample' };

export type ServeOptions = {
  readonly listen: ListenAddress;
  /** null: a random one. */
  readonly token: string | null;
  readonly first: FirstSight;
  /** Told the address once the door is open. */
  readonly onOpen?: (url: string) => void;
};

/** `laddergram serve`: the browser door, open until Ctrl+C. Prints the address with the token as one line. */
export async function serve(context: CommandContext, options: ServeOptions): Promise<void> {
  const { createHost } = await import('../host/host');
  const { createToken, isUsableToken } = await import('../host/accessToken');
  const { listen, first } = options;
  const token = options.token ?? createToken();
  if (!isUsableToken(token)) throw new WrongWords('--token needs 16 to 200 letters, digits or any of - . _ ~');
  if (first.kind === 'files') await requireReadable(first.paths);

  await withEngine(context, async (engine) => {
    const interrupted = waitForInterrupt(context);
    const host = await createHost({ engine, listen, token, pageFolder });
    if (!host.ok) throw new WorkFailed(host.error);
    if (!isLoopback(listen.host)) warnOfExposure(context, host.value);
    try {
      await context.console.write(`${host.value.url}\n`);
      options.onOpen?.(host.value.url);
      beginWith(context, engine, first);
      await interrupted;
    } finally {
      await host.value.close();
    }
  });
}

function waitForInterrupt({ onInterrupt }: CommandContext): Promise<void> {
  return new Promise((resolve) => {
    const release = onInterrupt(() => {
      release();
      resolve();
    });
  });
}

function warnOfExposure({ console }: CommandContext, { address }: Host): void {
  console.complain(
    `warning: ${address.host} can be reached from other machines, and the connection is not encrypted: ` +
      'whoever reads the address or the traffic on the way can see your calls and capture on this machine',
  );
}

async function requireReadable(paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await access(path, constants.R_OK).catch((error: NodeJS.ErrnoException) => {
      const why = error.code === 'ENOENT' ? 'there is no such file' : 'it may not be read';
      throw new WorkFailed(`cannot open ${path}: ${why}`);
    });
  }
}

/** The window shows how it goes; a failure is told here as well and does not close the door. */
function beginWith({ console }: CommandContext, engine: Engine, first: FirstSight): void {
  void firstWork(engine, first).then(
    (problem) => {
      if (problem !== null) console.complain(problem);
    },
    (error: unknown) => console.complain(describeError(error)),
  );
}

async function firstWork(engine: Engine, first: FirstSight): Promise<string | null> {
  if (first.kind === 'files') {
    const opened = await engine.openFiles(first.paths, { follow: first.follow ?? false });
    return opened.ok ? null : problemInOneLine(opened.error);
  }
  if (first.kind === 'interface') {
    const { interfaceName, filter } = first;
    await engine.command('startCapture', { interfaceName, filter, source: 'auto', ring: NO_RING, saveAs: null });
  }
  if (first.kind === 'sample') {
    const { samples } = await engine.command('listSamples', {});
    const name = samples[0]?.name;
    if (name !== undefined) await engine.command('openSample', { name });
  }
  return null;
}
