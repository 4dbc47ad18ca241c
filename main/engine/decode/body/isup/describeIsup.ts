import type { MessageField } from '../../../../../shared/protocol/rows';
import { isupMessageType, isupParameterName, type IsupMessageType } from '../../../../../shared/sip/isupNames';
import type { SipIssueCode } from '../../../../../shared/sip/issueKinds';
import type { FieldMaker } from '../../field';
import { FieldCursor } from '../../fieldCursor';
import { takeParameter } from './isupParameter';

const MAX_OPTIONAL = 200;
/** The numbers that the message's own line tells. */
const TOLD = new Map<number, string>([
  [0x04, 'called'],
  [0x0a, 'calling'],
  [0x12, 'cause'],
]);

/** ISUP by ANSI: `version=ansi88`, `gr317`, `nxv3` (RFC 3204 §3.1); all else is ITU-T's. */
const isAnsiIsup = (version: string): boolean => /^(?:ansi|gr|nx)/i.test(version);

type Reading = { readonly cursor: FieldCursor; readonly told: string[]; isBroken: boolean };

function take(reading: Reading, code: number, lengthBytes: number, header: readonly string[]): void {
  const { cursor, told } = reading;
  if (cursor.leftBytes < header.length + lengthBytes) reading.isBroken = true;
  const words = takeParameter(cursor, code, lengthBytes, header);
  const label = TOLD.get(code);
  if (label !== undefined && words !== '') told.push(`${label} ${words}`);
}

/** Moves to where a pointer leads; what is passed over is shown. False when it leads back or beyond the end. */
function moveTo(reading: Reading, at: number): boolean {
  const { cursor } = reading;
  if (at < cursor.at || at >= cursor.end) {
    reading.isBroken = true;
    return false;
  }
  if (at > cursor.at) cursor.take('Bytes between parameters', at - cursor.at);
  return true;
}

/** Pointers count from their own place to the length of what they point at; 0 means that there is no optional part. */
function takePointers(cursor: FieldCursor, { variable, hasOptionalPart }: IsupMessageType): readonly number[] {
  const names = variable.map(isupParameterName);
  if (hasOptionalPart) names.push('the optional part');
  const places: number[] = [];
  for (const name of names) {
    if (cursor.leftBytes === 0) break;
    const distanceBytes = cursor.bytes[cursor.at]!;
    places.push(distanceBytes === 0 ? 0 : cursor.at + distanceBytes);
    cursor.u8(`Pointer to ${name}`, (value) => (value === 0 ? 'none' : `${value} bytes ahead`));
  }
  return places;
}

/** `code | length | content` until a code of 0 (ITU-T Q.763 §1.7). */
function takeOptionalPart(reading: Reading): void {
  const { cursor } = reading;
  for (let parameters = 0; cursor.leftBytes > 0 && parameters < MAX_OPTIONAL; parameters += 1) {
    const code = cursor.bytes[cursor.at]!;
    if (code === 0) return cursor.u8(isupParameterName(0), () => '');
    if (cursor.leftBytes < 2) reading.isBroken = true;
    take(reading, code, cursor.leftBytes < 2 ? 0 : cursor.bytes[cursor.at + 1]!, ['Code', 'Length']);
  }
}

function takeParameters(reading: Reading, layout: IsupMessageType): void {
  const { cursor } = reading;
  for (const [code, lengthBytes] of layout.fixed) take(reading, code, lengthBytes, []);
  const expected = layout.variable.length + (layout.hasOptionalPart ? 1 : 0);
  const places = takePointers(cursor, layout);
  // Messages without mandatory parameters of variable length may end before their pointer (Q.763 §1.6).
  if (places.length < layout.variable.length) reading.isBroken = true;
  layout.variable.forEach((code, index) => {
    const at = places[index];
    if (at !== undefined && moveTo(reading, at)) take(reading, code, cursor.bytes[at]!, ['Length']);
  });
  const optional = layout.hasOptionalPart && places.length === expected ? places[expected - 1]! : 0;
  if (optional !== 0 && moveTo(reading, optional)) takeOptionalPart(reading);
}

function read(bytes: Uint8Array, start: number, end: number, version: string): Reading {
  const cursor = new FieldCursor(bytes, start, end);
  const reading: Reading = { cursor, told: [], isBroken: false };
  if (cursor.leftBytes === 0) return reading;
  const layout = isupMessageType(bytes[start]!, isAnsiIsup(version));
  cursor.u8('Message type', (type) => (layout === null ? `type ${type}` : `${layout.abbreviation}, ${layout.name}`));
  if (layout !== null) takeParameters(reading, layout);
  cursor.rest('Bytes that are not read');
  reading.told.unshift(layout === null ? `type ${bytes[start]!}` : layout.abbreviation);
  return reading;
}

/**
 * An ISUP message as SIP carries it (RFC 3204): from its message type on, without circuit. `version` is that parameter of
 * Content-Type.
 */
export function describeIsup({ bytes }: FieldMaker, start: number, end: number, version = ''): MessageField[] {
  return read(bytes, start, end, version).cursor.fields;
}

/** The message in a line: `IAM, called +4930123456, calling …`. */
export const isupSummary = (bytes: Uint8Array, start: number, end: number, version = ''): string =>
  read(bytes, start, end, version).told.join(', ');

export function isupFault(bytes: Uint8Array, start: number, end: number, version = ''): SipIssueCode | null {
  return read(bytes, start, end, version).isBroken ? 'truncatedParameter' : null;
}
