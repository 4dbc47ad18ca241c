/** `npm start`: the desktop window where Electron's runtime can be had, the browser door where it cannot. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createConsole } from './cli/console';
import { engineAtHand } from './cli/engineAtHand';
import { describeError, EXIT_FAILED } from './cli/failure';
import { onInterrupt } from './cli/interrupts';
import { serve } from './cli/serveCommand';
import { openInBrowser } from './start/browser';
import { findElectron } from './start/electronRuntime';

const files = process.argv.slice(2);
const electron = await findElectron(join(import.meta.dirname, '..'));

if (electron.ok) {
  const app = join(import.meta.dirname, '..');
  const child = spawn(electron.value, [app, ...files], { stdio: 'inherit' });
  const release = onInterrupt(() => child.kill('SIGTERM'));
  child.once('error', (error) => {
    process.stderr.write(`cannot start Electron: ${error.message}\n`);
    process.exitCode = EXIT_FAILED;
  });
  child.once('close', (code) => {
    release();
    process.exitCode ??= code ?? EXIT_FAILED;
  });
} else {
  const console = createConsole({ stdout: process.stdout, stderr: process.stderr });
  console.complain(
    `Electron's runtime is not installed and could not be downloaded (${electron.error}); opening the browser door instead.`,
  );
  try {
    await serve(
      { console, createEngine: engineAtHand, onInterrupt },
      {
        listen: { host: '127.0.0.1', port: 0 },
        token: null,
        first: files.length > 0 ? { kind: 'files', paths: files } : { kind: 'sample' },
        onOpen: openInBrowser,
      },
    );
  } catch (error) {
    console.complain(describeError(error));
    process.exitCode = EXIT_FAILED;
  }
}
