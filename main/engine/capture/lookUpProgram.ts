import type { SourceLookup } from './captureSource';
import { oneLine } from './oneLine';
import { findProgram, type ProgramName } from './programPlaces';
import { runToEnd } from './runToEnd';

/** Looks a program up on PATH and in the well-known places, and asks it for its version. */
export async function lookUpProgram(name: ProgramName): Promise<SourceLookup> {
  const place = await findProgram(name);
  if (place === null) return { kind: 'missing', words: `${name} is not installed`, forbiddenPath: null };
  const { path, runnable } = place;
  if (!runnable) return { kind: 'missing', words: `this user may not run ${path}`, forbiddenPath: path };
  const { exitCode, output, complaints } = await runToEnd({ file: path, args: ['--version'] });
  const version = versionIn(`${output}\n${complaints}`);
  if (version !== null) return { kind: 'found', path, version };
  const words = `${path} does not run: ${oneLine(complaints) || `exit code ${exitCode ?? 'unknown'}`}`;
  return { kind: 'missing', words, forbiddenPath: null };
}

/** "Dumpcap (Wireshark) 4.0.17 (Git …)." or "tcpdump version 4.99.3": the line, without what is in the last bracket. */
function versionIn(text: string): string | null {
  const line = text.split('\n').find((one) => /^(dumpcap|tcpdump)\b.*\d/i.test(one));
  return line === undefined ? null : oneLine(line.replace(/ \(Git .*$/, '').replace(/\.$/, ''));
}
