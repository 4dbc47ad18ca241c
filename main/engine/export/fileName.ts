import type { CallRow } from '../../../shared/protocol/rows';
import type { CaptureStart } from '../../../shared/capture/frame';
import { formatIsoTime } from '../../../shared/format/time';

const MOST_CHARACTERS = 40;

/** A leading dot would hide the file, a leading dash reads as an option. */
function plain(text: string): string {
  const name = text.replace(/[^\p{L}\p{N}+.-]+/gu, '-').replace(/^[.-]+/, '');
  return [...name].slice(0, MOST_CHARACTERS).join('') || 'unknown';
}

/** A file name that says which call it holds: `1001-to-1002-20260112-102316.pdf`. Nothing of a packet but letters, digits, + . - comes through. */
export function suggestFileName(calls: readonly CallRow[], start: CaptureStart, extension: string): string {
  const [first] = calls;
  if (!first) return `laddergram.${extension}`;
  const time = formatIsoTime(start, first.startedAtMs).slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const parties = `${plain(first.from.user || first.from.uri)}-to-${plain(first.to.user || first.to.uri)}`;
  return calls.length === 1 ? `${parties}-${time}.${extension}` : `${calls.length}-calls-${time}.${extension}`;
}
