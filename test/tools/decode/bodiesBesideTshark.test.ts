import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeIsup } from '../../../main/engine/decode/body/isup/describeIsup';
import { describeXml } from '../../../main/engine/decode/body/xml/describeXml';
import { FieldMaker } from '../../../main/engine/decode/field';
import type { MessageField } from '../../../shared/protocol/rows';
import { hexBytes, joinBytes, textBytes } from '../../fixtures/bytes';
import { ethernet, ipv4, udp } from '../../fixtures/frames';
import { hasTshark, tsharkFields, writePcap } from '../../fixtures/tsharkFields';

const folder = mkdtempSync(join(tmpdir(), 'laddergram-bodies-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A SIP message around each body, read by tshark: a row of cells per body. */
function theirs(bodies: readonly (readonly [string, Uint8Array])[], fields: readonly string[]): string[][] {
  const path = join(folder, 'bodies.pcap');
  const frames = bodies.map(([contentType, body]) => {
    const head = [
      ...['INFO sip:b@example.org SIP/2.0', 'Via: SIP/2.0/UDP h;branch=z9hG4bK1', 'To: <sip:b@example.org>;tag=1'],
      ...['From: <sip:a@example.org>;tag=2', 'Call-ID: 1@h', 'CSeq: 1 INFO', `Content-Type: ${contentType}`],
      ...[`Content-Length: ${body.length}`, '', ''],
    ];
    const datagram = udp({ sourcePort: 5060, destinationPort: 5060 }, joinBytes(textBytes(head.join('\r\n')), body));
    return ethernet({}, ipv4({ source: '192.0.2.1', destination: '192.0.2.2' }, datagram)).bytes;
  });
  writePcap(path, 1, frames);
  return tsharkFields(path, fields, ['-E', 'aggregator=|']);
}

const ISUP: readonly Uint8Array[] = [
  '01 10 6001 0a 03 02 09 07 04 10 9403214365 0a 08 83 13 038967452301 3d 01 1f 00',
  '0c 02 00 02 84 90',
  '0c 02 00 02 80 91',
  '06 1614 00',
  '2c 01 00',
  '09 00',
].map(hexBytes);

const allOf = (fields: readonly MessageField[]): readonly MessageField[] =>
  fields.flatMap((field) => [field, ...allOf(field.children)]);

/** Message type, called and calling digits, and cause, each empty when it is not there. */
function ownReading(message: Uint8Array): readonly string[] {
  const fields = describeIsup(new FieldMaker(message), 0, message.length);
  const digitsOf = (name: string): string =>
    fields.find((field) => field.name === name)?.children.find((field) => field.name === 'Digits')?.value ?? '';
  const cause =
    allOf(fields)
      .find(({ name }) => name === 'Cause')
      ?.value.split(',')[0] ?? '';
  return [String(message[0]), digitsOf('Called party number'), digitsOf('Calling party number'), cause];
}

describe.skipIf(!hasTshark)('bodies beside tshark', () => {
  it('reads message type, numbers and cause of ISUP', () => {
    const bodies = ISUP.map((body) => ['application/ISUP;version=itu-t92+', body] as const);
    const cells = theirs(bodies, ['isup.message_type', 'isup.called', 'isup.calling', 'isup.cause_indicator']);
    expect(cells.map(([type, ...rest]) => [String(Number(type)), ...rest])).toEqual(ISUP.map(ownReading));
  });

  it('finds the same attributes and text of XML', () => {
    const document = textBytes(
      '<?xml version="1.0"?><presence entity="pres:a@b"><tuple id="t1"><status><basic>open</basic></status>' +
        '<contact priority="0.8">sip:a@pc</contact></tuple></presence>',
    );
    const names = ['presence.entity', 'presence.tuple.id', 'presence.tuple.status.basic', 'presence.tuple.contact'];
    const [cells = []] = theirs([['application/pidf+xml', document]], names);
    const fields = allOf(describeXml(new FieldMaker(document), 0, document.length));
    const own = ['@entity', '@id', 'basic', 'contact'].map(
      (name) => fields.find((field) => field.name === name)?.value,
    );
    // Of an element tshark writes the tag, then its text.
    expect(cells.map((cell) => cell.split('|').at(-1))).toEqual(own);
  });
});
