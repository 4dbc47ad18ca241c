import type { Endpoint } from '../../../../shared/protocol/rows';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import type { KeepaliveRecord } from './keepaliveRecord';

const hasEnd = ({ source, destination }: KeepaliveRecord, end: Endpoint): boolean =>
  sameEndpoint(source, end) || sameEndpoint(destination, end);

const latestOf = (records: readonly KeepaliveRecord[]): KeepaliveRecord | null =>
  records.reduce<KeepaliveRecord | null>(
    (latest, record) => (latest === null || record.lastAtMs > latest.lastAtMs ? record : latest),
    null,
  );

/** Both ends in one text, whoever asks. */
function endsOf({ source, destination }: KeepaliveRecord): string {
  return [source, destination]
    .map(({ address, port }) => `${address} ${port}`)
    .sort()
    .join(' ');
}

/**
 * Of the keepalives between two hosts those of these ends, used last. Another port will do when it leaves no doubt: behind one
 * address there may be many phones.
 */
export function chooseBetween(
  records: readonly KeepaliveRecord[],
  one: Endpoint,
  other: Endpoint,
): KeepaliveRecord | null {
  const exact = records.filter((record) => hasEnd(record, one) && hasEnd(record, other));
  if (exact.length > 0) return latestOf(exact);
  const oneEnd = records.filter((record) => hasEnd(record, one) || hasEnd(record, other));
  const candidates = oneEnd.length > 0 ? oneEnd : records;
  const pairs = new Set(candidates.map(endsOf));
  return pairs.size === 1 ? latestOf(candidates) : null;
}
