import { formatBytes, formatCount } from '../../shared/format/quantity';
import type { RingSettings } from '../../shared/protocol/captureState';

/** A ring in the length of a button: `10 × 100 MB`, `60 s files, all kept`, `one file`. */
export function describeRing({ filesizeKb, durationS, packets, files }: RingSettings): string {
  const limits = [
    filesizeKb === null ? null : formatBytes(filesizeKb * 1000),
    durationS === null ? null : `${formatCount(durationS)} s`,
    packets === null ? null : `${formatCount(packets)} packets`,
  ].filter((limit) => limit !== null);
  if (limits.length === 0) return 'one file';
  const size = limits.join(' or ');
  return files === null ? `${size} files, all kept` : `${files} × ${size}`;
}
