import type { Random } from '../generator/random';
import { below, pick, smallBelow } from './choice';
import type { FuzzFrame } from './fuzzFrame';
import { transportOf, withPayload } from './payloadOf';

type TextMutator = (random: Random, lines: string[]) => void;

const NAMES = [
  'Via',
  'v',
  'From',
  'To',
  'Call-ID',
  'CSeq',
  'Contact',
  'Content-Length',
  'Content-Type',
  'Warning',
  'X',
];
const VALUES = [
  '',
  '0',
  '-1',
  '4294967296',
  '99999999999999999999',
  '<sip:a@b>;tag=',
  '"',
  '"\\',
  '<<<<<<',
  ',,,,,,,,',
  ';;;;=;=;',
  'multipart/mixed;boundary=',
  'application/sdp',
  '1 INVITE',
  '\0\0',
  '%',
  'sip:[::1',
  '\u00ff\u00fe',
];

const at = (random: Random, lines: readonly string[]): number => below(random, lines.length);

const MUTATORS: readonly TextMutator[] = [
  (random, lines) => lines.splice(at(random, lines), 1),
  (random, lines) => lines.splice(at(random, lines), 0, pick(random, lines)),
  (random, lines) => lines.splice(at(random, lines), 0, `${pick(random, NAMES)}: ${pick(random, VALUES)}`),
  (random, lines) => lines.splice(at(random, lines), 0, ''),
  (random, lines) => lines.splice(at(random, lines), 0, pick(random, VALUES).repeat(1 + smallBelow(random, 300))),
  (random, lines) => change(random, lines, (line) => line.replace(/:.*/s, `: ${pick(random, VALUES)}`)),
  (random, lines) => change(random, lines, (line) => line.replace(/\d+/, () => pick(random, VALUES))),
  (random, lines) => change(random, lines, (line) => line.replace(':', ' :')),
  (random, lines) => change(random, lines, (line) => ` ${line}`),
  (random, lines) => change(random, lines, (line) => line.toLowerCase()),
  (random, lines) => change(random, lines, (line) => line.repeat(1 + smallBelow(random, 60))),
  (random, lines) => change(random, lines, (line) => line.slice(below(random, line.length + 1))),
  (random, lines) => change(random, lines, (line) => cut(random, line, pick(random, VALUES))),
  (random, lines) => swap(lines, at(random, lines), at(random, lines)),
  (random, lines) => lines.reverse().splice(0, 0, lines.pop() ?? ''),
  (random, lines) => lines.splice(at(random, lines), 0, `Content-Length: ${smallBelow(random, 100_000)}`),
];

function cut(random: Random, line: string, inserted: string): string {
  const where = below(random, line.length + 1);
  return line.slice(0, where) + inserted + line.slice(where);
}

function change(random: Random, lines: string[], edit: (line: string) => string): void {
  const index = at(random, lines);
  lines[index] = edit(lines[index] ?? '');
}

function swap(lines: string[], a: number, b: number): void {
  const kept = lines[a] ?? '';
  lines[a] = lines[b] ?? '';
  lines[b] = kept;
}

const MAX_PAYLOAD_BYTES = 60_000;
const ENDS = ['\r\n', '\r\n', '\r\n', '\r\n', '\n', '\r', '\r\n\r\n'];

/** Edits lines of the text that a plain frame carries; other frames come back as they are. */
export function mutateText(random: Random, frame: FuzzFrame): FuzzFrame {
  const transport = transportOf(frame);
  if (transport === null) return frame;
  const text = Buffer.from(frame.bytes.subarray(transport.payloadStart)).toString('latin1');
  const lines = text.split('\r\n');
  if (lines.length < 3) return frame;
  for (let times = 1 + smallBelow(random, 6); times > 0; times -= 1) pick(random, MUTATORS)(random, lines);
  const edited = lines.join(pick(random, ENDS)).slice(0, MAX_PAYLOAD_BYTES);
  return withPayload(frame, transport, new Uint8Array(Buffer.from(edited, 'latin1')));
}
