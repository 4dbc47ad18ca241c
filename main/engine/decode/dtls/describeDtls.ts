import type { MessageField } from '../../../../shared/protocol/rows';
import { describeFault } from '../describeFault';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf, hexText } from '../fieldCursor';
import { describeHandshake } from './describeHandshake';
import { dtlsAlertName, dtlsContentName, dtlsVersionName } from './dtlsNames';
import { readHandshakes } from './dtlsHandshake';
import { DTLS_CONTENT, isEncrypted, readDtlsRecords, type DtlsRecord } from './dtlsRecord';

/** `Handshake, encrypted` */
function recordTitle(record: DtlsRecord): string {
  const name = record.contentType === null ? 'Record of DTLS 1.3' : dtlsContentName(record.contentType);
  return isEncrypted(record) ? `${name}, encrypted` : name;
}

function alertFields(cursor: FieldCursor): void {
  cursor.u8('Level', (level) => (level === 2 ? 'fatal' : level === 1 ? 'warning' : `level ${level}`));
  cursor.u8('Description', dtlsAlertName);
}

function contentFields(bytes: Uint8Array, record: DtlsRecord): readonly MessageField[] {
  const cursor = new FieldCursor(bytes, record.fragmentStart, record.fragmentEnd);
  if (!isEncrypted(record)) {
    if (record.contentType === DTLS_CONTENT.handshake) {
      return readHandshakes(bytes, record).map((fragment) => describeHandshake(bytes, fragment));
    }
    if (record.contentType === DTLS_CONTENT.alert) alertFields(cursor);
  }
  cursor.rest('Content', (_bytes, start, end) => `${end - start} bytes`);
  return cursor.fields;
}

function headerFields(bytes: Uint8Array, record: DtlsRecord): readonly MessageField[] {
  const cursor = new FieldCursor(bytes, record.start, record.fragmentStart);
  if (record.contentType === null) {
    cursor.rest('Header', hexText, 'The short header of DTLS 1.3 (RFC 9147 §4).');
    return cursor.fields;
  }
  cursor.u8('Content type', dtlsContentName);
  cursor.u16('Version', dtlsVersionName);
  cursor.u16('Epoch', String, 'Grows with every change of keys; what comes in epoch 0 is not encrypted.');
  cursor.take('Sequence number', 6, () => String(record.sequence));
  cursor.u16('Length', (lengthBytes) => `${lengthBytes} bytes`);
  return cursor.fields;
}

function describeRecord(bytes: Uint8Array, record: DtlsRecord): MessageField {
  const children = [...headerFields(bytes, record), ...contentFields(bytes, record)];
  return fieldOf(
    recordTitle(record),
    { start: record.start, end: record.fragmentEnd },
    recordValue(record),
    '',
    children,
  );
}

const recordValue = ({ fragmentStart, fragmentEnd }: DtlsRecord): string => `${fragmentEnd - fragmentStart} bytes`;

/** The DTLS records in bytes [start, end), field by field; of what is encrypted only the length. */
export function describeDtls({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const { records, faults } = readDtlsRecords(bytes, start, end);
  return [
    ...records.map((record) => describeRecord(bytes, record)),
    ...faults.map((fault) => fieldOf('Fault', { start, end }, describeFault(fault))),
  ];
}
