import { engineAtHand } from './engineAtHand';
import { onInterrupt } from './interrupts';
import { runCommandLine } from './runCommandLine';

process.exitCode = await runCommandLine(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  createEngine: engineAtHand,
  onInterrupt,
});
