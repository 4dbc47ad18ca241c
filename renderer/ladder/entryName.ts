import { formatEndpoint } from '../../shared/format/endpoint';
import type { LadderEntry } from '../../shared/ladder/layoutLadder';
import type { Endpoint } from '../../shared/protocol/rows';
import { describeEntry, rowOfEntry } from './entryRow';

/** Addresses alone, unless a machine talks to itself. */
function way(source: Endpoint, destination: Endpoint): string {
  if (source.address !== destination.address) return `from ${source.address} to ${destination.address}`;
  return `from ${formatEndpoint(source)} to ${formatEndpoint(destination)}`;
}

/** What a screen reader says for a row: `INVITE 1002, SDP PCMU, from 10.0.0.1 to 10.0.0.2 at 0.000 s, leg B`. */
export function entryName(entry: LadderEntry, time: string, ofCall: string | null): string {
  const { label, detail } = describeEntry(entry);
  const { source, destination } = rowOfEntry(entry);
  const wrong =
    entry.kind === 'companion' && entry.companion.wrong
      ? detail === ''
        ? ', something in it is wrong,'
        : ' something in it is wrong,'
      : '';
  const says = detail === '' ? label : `${label}, ${detail.replaceAll(' · ', ', ')},`;
  const unit = /^\+?\d+\.\d+$/.test(time) ? ' s' : '';
  return `${says}${wrong} ${way(source, destination)} at ${time}${unit}${ofCall === null ? '' : `, ${ofCall}`}`;
}
