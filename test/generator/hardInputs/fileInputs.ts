import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, linuxSll, udp, type Layer } from '../../fixtures/frames';
import { sipRequest } from '../../fixtures/sipMessages';
import { CaptureBuilder, halvesOf } from '../../main/engine/pcap/captureBuilder';
import { HOSTS, SIP_PORTS, START_SECONDS } from './hardInput';
import type { HardRow } from './rows';

/** What must come of a file: its frames and messages, or one line on why it is refused. */
export type ExpectedOpening =
  | {
      readonly opens: true;
      readonly frames: number;
      readonly callIds: readonly string[];
      /** Pieces of the capture's notes. */
      readonly notes: readonly string[];
    }
  | { readonly opens: false; readonly problem: string };

export type FileInput = {
  readonly row: HardRow;
  readonly name: string;
  /** Writes it into the folder; answers its path. */
  readonly write: (folder: string) => string;
  readonly expected: ExpectedOpening;
  /** IP packets that tshark reads, or that it refuses the file. It opens an empty one. */
  readonly tshark: number | 'refuses';
};

const MICROSECONDS = 0xa1b2c3d4;
const NANOSECONDS = 0xa1b23c4d;

const layersOf = (callId: string): Layer =>
  ipv4(HOSTS, udp(SIP_PORTS, textBytes(sipRequest('OPTIONS', { callId, branches: [`z9hG4bK${callId}`] }))));
const [one, two, three] = ['one', 'two', 'three'].map((callId) => ethernet({}, layersOf(callId)).bytes) as [
  Uint8Array,
  Uint8Array,
  Uint8Array,
];
const ALL = ['one', 'two', 'three'];

const pcap = (magic: number, littleEndian: boolean): Uint8Array =>
  [one, two, three].reduce(
    (builder, frame, index) => builder.pcapRecord(START_SECONDS + index, 250, frame),
    new CaptureBuilder(littleEndian).pcapHeader(magic),
  ).bytes;

const ticks = (seconds: number): readonly [number, number] => halvesOf(BigInt(START_SECONDS + seconds) * 1_000_000n);
const cooked = linuxSll(layersOf('two')).bytes;

/** Everything that a section may hold: two interfaces, names, statistics, secrets, blocks that nobody knows. */
function richSection(littleEndian: boolean): CaptureBuilder {
  const builder = new CaptureBuilder(littleEndian).section(littleEndian);
  const NAME_RESOLUTION = 4;
  const SECRETS = 10;
  const CUSTOM = 0x00000bad;
  const UNKNOWN = 0x7ffffff0;
  return builder
    .interface(1, [builder.option(2, 'eth0')])
    .interface(113, [builder.option(2, 'any')])
    .block(NAME_RESOLUTION, [new Uint8Array(4)])
    .block(SECRETS, [textBytes('KSLT'.padEnd(8, '\0'))])
    .enhanced(0, ticks(1), one)
    .block(CUSTOM, [new Uint8Array(20).fill(7)])
    .enhanced(1, ticks(2), cooked)
    .block(UNKNOWN, [new Uint8Array(8)])
    .statistics(0, [builder.option(5, builder.count(0n))])
    .simple(three);
}

const opened = (
  name: string,
  bytes: Uint8Array,
  frames = 3,
  callIds = ALL,
  notes: readonly string[] = [],
): FileInput => ({
  row: 'files',
  name,
  write: written(name, bytes),
  expected: { opens: true, frames, callIds, notes },
  tshark: frames,
});

function written(name: string, bytes: Uint8Array): (folder: string) => string {
  return (folder) => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
}

const whole = pcap(MICROSECONDS, true);
const rich = richSection(true).bytes;
const CUT = 'The file ends in the middle of a record';

const refused = (row: HardRow, name: string, problem: string, write: (folder: string) => string): FileInput => ({
  row,
  name,
  write,
  expected: { opens: false, problem },
  tshark: 'refuses',
});

export const FILE_INPUTS: readonly FileInput[] = [
  opened('micro-little.pcap', whole),
  opened('micro-big.pcap', pcap(MICROSECONDS, false)),
  opened('nano-little.pcap', pcap(NANOSECONDS, true)),
  opened('nano-big.pcap', pcap(NANOSECONDS, false)),
  opened('everything-little.pcapng', rich),
  opened('everything-big.pcapng', richSection(false).bytes),
  opened('two-sections.pcapng', new CaptureBuilder().raw(rich).raw(richSection(false).bytes).bytes, 6, [
    ...ALL,
    ...ALL,
  ]),
  opened('packed.pcap.gz', new Uint8Array(gzipSync(whole))),
  opened('packed.pcapng.gz', new Uint8Array(gzipSync(rich))),
  opened('cut-in-a-record.pcap', whole.subarray(0, whole.length - 30), 2, ALL.slice(0, 2), [CUT]),
  opened('cut-in-a-block.pcapng', rich.subarray(0, rich.length - 30), 2, ALL.slice(0, 2), [CUT]),
  {
    row: 'netMon',
    name: 'netmon2.cap',
    write: written('netmon2.cap', textBytes('GMBU\u0000\u0002'.padEnd(200, '\0'))),
    expected: { opens: false, problem: 'is a Microsoft Network Monitor 2 capture, which is not read.' },
    tshark: 'refuses',
  },
  refused('noCapture', 'text.pcap', 'is no capture: it is text.', written('text.pcap', textBytes('no capture at all'))),
  refused(
    'noCapture',
    'noise.pcap',
    'is no capture.',
    written(
      'noise.pcap',
      Uint8Array.from({ length: 99 }, (_, at) => at * 37),
    ),
  ),
  { ...refused('noCapture', 'empty.pcap', 'is empty.', written('empty.pcap', new Uint8Array(0))), tshark: 0 },
  refused('noCapture', 'missing.pcap', 'does not exist.', (folder) => join(folder, 'missing.pcap')),
  refused('noCapture', 'folder.pcap', 'is a folder.', (folder) => {
    const path = join(folder, 'folder.pcap');
    mkdirSync(path);
    return path;
  }),
  {
    row: 'times',
    name: 'interfaces-out-of-order.pcapng',
    write: written(
      'interfaces-out-of-order.pcapng',
      new CaptureBuilder()
        .section(true)
        .interface(1)
        .interface(113)
        .enhanced(0, ticks(5), one)
        .enhanced(1, ticks(2), cooked)
        .enhanced(0, ticks(6), three).bytes,
    ),
    expected: { opens: true, frames: 3, callIds: ALL, notes: [] },
    tshark: 3,
  },
];

/** No permission: root may read everything, so this one is of use to other users only. */
export const UNREADABLE: FileInput = refused('noCapture', 'locked.pcap', 'No permission for', (folder) => {
  const path = written('locked.pcap', whole)(folder);
  chmodSync(path, 0);
  return path;
});
