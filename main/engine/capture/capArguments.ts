import { err, ok, type Result } from '../../../shared/result';
import { CAP_SNAP_LENGTH_BYTES, type CapRequest } from './capRecorder';

export type CapArguments =
  { readonly mode: 'probe' | 'list' } | { readonly mode: 'capture' | 'checkFilter'; readonly request: CapRequest };

const USAGE = 'capHelper --probe | --list | [--check-filter] --interface NAME [--filter BPF] [--snap-length BYTES]';

/** Reads the helper's words. What follows `--interface` and `--filter` is a value whatever it begins with. */
export function readCapArguments(words: readonly string[]): Result<CapArguments, string> {
  if (words.length === 1 && words[0] === '--probe') return ok({ mode: 'probe' });
  if (words.length === 1 && words[0] === '--list') return ok({ mode: 'list' });
  const checks = words[0] === '--check-filter';
  const values = readValues(checks ? words.slice(1) : words);
  const interfaceName = values?.get('--interface');
  const snapLengthBytes = Number(values?.get('--snap-length') ?? CAP_SNAP_LENGTH_BYTES);
  if (interfaceName === undefined || !Number.isInteger(snapLengthBytes) || snapLengthBytes < 1) return err(USAGE);
  const request = {
    interfaceName,
    filter: values?.get('--filter') ?? '',
    snapLengthBytes: Math.min(snapLengthBytes, CAP_SNAP_LENGTH_BYTES),
  };
  return ok({ mode: checks ? 'checkFilter' : 'capture', request });
}

const NAMES = new Set(['--interface', '--filter', '--snap-length']);

function readValues(words: readonly string[]): Map<string, string> | null {
  const values = new Map<string, string>();
  for (let index = 0; index < words.length; index += 2) {
    const name = words[index]!;
    const value = words[index + 1];
    if (!NAMES.has(name) || value === undefined) return null;
    values.set(name, value);
  }
  return values;
}
