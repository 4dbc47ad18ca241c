import type { CallRow } from '../../../shared/protocol/rows';
import type { CaptureStart } from '../../../shared/capture/frame';
import { fileNamePart } from '../../../shared/format/fileNamePart';
import { formatIsoTime } from '../../../shared/format/time';

/** A file name that says which call it holds: `1001-to-1002-20260112-102316.pdf`. Nothing of a packet but letters, digits, + . - comes through. */
export function suggestFileName(calls: readonly CallRow[], start: CaptureStart, extension: string): string {
  const [first] = calls;
  if (!first) return `laddergram.${extension}`;
  const time = formatIsoTime(start, first.startedAtMs).slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
  const parties = `${fileNamePart(first.from.user || first.from.uri)}-to-${fileNamePart(first.to.user || first.to.uri)}`;
  return calls.length === 1 ? `${parties}-${time}.${extension}` : `${calls.length}-calls-${time}.${extension}`;
}
