import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { findSdp } from '../../../main/engine/decode/sdp/findSdp';
import { parseSdp } from '../../../main/engine/decode/sdp/parseSdp';
import { describeFields } from '../../../main/engine/decode/sip/messageFields';
import { headerOf } from '../../../main/engine/decode/sip/headerOf';
import { parseSip } from '../../../main/engine/decode/sip/parseSip';
import { CORPUS, hasCorpus } from '../../fixtures/captureFrames';
import { hasTshark } from '../../fixtures/tsharkFields';

const FIELDS = [
  'udp.payload',
  'sip.Method',
  'sip.Status-Code',
  'sip.Call-ID',
  'sip.CSeq',
  'sip.r-uri',
  'sdp.media.port',
];

type Row = {
  readonly bytes: Uint8Array;
  readonly method: string;
  readonly status: string;
  readonly callId: string;
  readonly cseq: string;
  readonly requestUri: string;
  readonly mediaPorts: string;
};

/** SIP messages over UDP, outside tunnels, of a capture as tshark reads them; of fields that occur several times the first, but all media ports. */
function sipRows(path: string): readonly Row[] {
  const columns = FIELDS.flatMap((field) => ['-e', field]);
  const options = ['-E', 'occurrence=a', '-E', 'aggregator=|'];
  const run = spawnSync(
    'tshark',
    ['-n', '-r', path, '-Y', 'sip && udp && !gtp', '-T', 'fields', ...options, ...columns],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  return run.stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      const first = (index: number): string => cells[index]?.split('|')[0] ?? '';
      return {
        bytes: new Uint8Array(Buffer.from(first(0), 'hex')),
        method: first(1),
        status: first(2),
        callId: first(3),
        cseq: first(4),
        requestUri: first(5),
        mediaPorts: cells[6] ?? '',
      };
    });
}

/** What the same bytes say to us, in tshark's columns. */
function ownReading(bytes: Uint8Array): Omit<Row, 'bytes'> | null {
  const result = parseSip(bytes, 0, bytes.length);
  if (!result.ok) return null;
  const message = result.value;
  const sdp = findSdp(message, bytes, 0);
  const ports = sdp === null ? [] : parseSdp(bytes, sdp.start, sdp.end).media.map(({ port }) => port);
  return {
    method: message.kind === 'request' ? message.method : '',
    status: message.kind === 'response' ? String(message.status) : '',
    callId: headerOf(message, 'call-id')?.value ?? '',
    cseq: headerOf(message, 'cseq')?.value ?? '',
    requestUri: message.kind === 'request' ? message.requestUri : '',
    mediaPorts: ports.join('|'),
  };
}

/** Captures in which tshark reads SIP over UDP in its ordinary way; the fuzzed one is read by ours alone. */
const files = hasCorpus ? readdirSync(new URL('pcap/', CORPUS)).filter((name) => !name.includes('fuzz')) : [];
const missing = [...(hasTshark ? [] : ['tshark']), ...(hasCorpus ? [] : ['the corpus of captures'])];

let comparedMessages = 0;

describe.skipIf(missing.length > 0)(
  `SIP messages beside tshark (missing here: ${missing.join(', ') || 'nothing'})`,
  () => {
    it.each(files)('%s', (name) => {
      for (const { bytes, ...expected } of sipRows(fileURLToPath(new URL(`pcap/${name}`, CORPUS)))) {
        expect(ownReading(bytes)).toEqual(expected);
        comparedMessages += 1;
      }
    });

    it('has compared more than 200 messages', () => expect(comparedMessages).toBeGreaterThan(200));

    it('reads the fuzzed capture without harm', () => {
      for (const { bytes } of sipRows(fileURLToPath(new URL('pcap/ndpi__fuzz-2006-06-26-2594.pcap', CORPUS)))) {
        const result = parseSip(bytes, 0, bytes.length);
        if (result.ok) expect(describeFields(result.value, bytes).length).toBeGreaterThan(0);
      }
    });
  },
);
