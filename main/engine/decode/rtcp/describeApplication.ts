import { singleByteText } from '../byteText';
import type { FieldCursor } from '../fieldCursor';
import { takeSsrc } from './describeHeader';

/** Names of application-defined packets in the field (the IANA registry has few). */
const APPLICATIONS = new Map<string, string>([
  ['PoC1', 'Push-to-talk over cellular: talk burst control (OMA PoC, TS 24.379).'],
  ['MCPT', 'Mission-critical push-to-talk: floor control (TS 24.380).'],
  ['MCPC', 'Mission-critical push-to-talk: pre-established session control (TS 24.380).'],
  ['MCMC', 'Mission-critical push-to-talk: MBMS subchannel control (TS 24.380).'],
  ['QTSS', 'QuickTime Streaming Server: what a player tells of its reception.'],
  ['qtak', 'QuickTime: reliable UDP acknowledgements.'],
  ['3GPP', 'RTP multiplexing of the Nb and Iu interfaces (TS 29.414).'],
  ['PSS0', 'Packet-switched streaming: buffer feedback (TS 26.234).'],
]);

/** Subtypes of PoC1 (OMA PoC user plane, §6.5). */
const TALK_BURST_SUBTYPES = new Map<number, string>([
  [0, 'Talk Burst Request'],
  [1, 'Talk Burst Granted'],
  [2, 'Talk Burst Taken'],
  [3, 'Talk Burst Deny'],
  [4, 'Talk Burst Release'],
  [5, 'Talk Burst Idle'],
  [6, 'Talk Burst Revoke'],
  [7, 'Talk Burst Acknowledgement'],
  [8, 'Queue Status Request'],
  [9, 'Queue Status Response'],
  [11, 'Disconnect'],
  [15, 'Connect'],
  [18, 'Talk Burst Taken, to be acknowledged'],
]);

function sayName(name: string, subtype: number): string {
  const known = name === 'PoC1' ? TALK_BURST_SUBTYPES.get(subtype) : undefined;
  return known === undefined ? name : `${name}, ${known}`;
}

/** Application-defined packet (RFC 3550 §6.7). */
export function takeApplication(cursor: FieldCursor, subtype: number): void {
  takeSsrc(cursor, 'Source');
  const name = singleByteText(cursor.bytes, cursor.at, Math.min(cursor.at + 4, cursor.end));
  cursor.take('Name', 4, () => sayName(name, subtype), APPLICATIONS.get(name) ?? '');
  cursor.rest('Data');
}
