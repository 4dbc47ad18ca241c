import type { MessageField } from '../../../../shared/protocol/rows';
import type { ByteRange } from '../byteRange';
import { describeFault } from '../describeFault';
import type { FieldMaker } from '../field';
import { FieldCursor, fieldOf, hexText } from '../fieldCursor';
import { faxFieldName, faxIndicatorName, faxModulationName } from './faxNames';
import { readIfp, type IfpField, type IfpPacket } from './ifpPacket';
import { readUdptl, type FaxRecovery } from './udptlPacket';

/** `CED` · `V.21 data: HDLC data, HDLC frame check right` */
export function faxPacketWords(packet: IfpPacket | null): string {
  if (packet === null) return 'empty';
  if (packet.kind === 'indicator') return faxIndicatorName(packet.indicator);
  const fields = packet.fields.map(({ fieldType }) => faxFieldName(fieldType)).join(', ');
  return `${faxModulationName(packet.modulation)} data${fields === '' ? '' : `: ${fields}`}`;
}

function fieldField(bytes: Uint8Array, { fieldType, start, data }: IfpField): MessageField {
  const range = { start, end: data?.end ?? start + 1 };
  return fieldOf(faxFieldName(fieldType), range, data === null ? '' : hexText(bytes, data.start, data.end));
}

function packetField(bytes: Uint8Array, name: string, range: ByteRange, explanation: string): MessageField {
  const packet = readIfp(bytes, range.start, range.end);
  const children = packet?.kind === 'data' ? packet.fields.map((field) => fieldField(bytes, field)) : [];
  return fieldOf(name, range, faxPacketWords(packet), explanation, children);
}

function recoveryFields(bytes: Uint8Array, recovery: FaxRecovery): readonly MessageField[] {
  if (recovery.kind === 'redundancy') {
    const explanation = 'Sent before, repeated in case it was lost; the newest comes first.';
    return recovery.packets.map((range) => packetField(bytes, 'Repeated packet', range, explanation));
  }
  const words = `parity over ${recovery.spannedPackets} packets`;
  return recovery.entries.map((range) => fieldOf('Error correction', range, words));
}

/** The UDPTL packet in bytes [start, end), field by field, in the encoding of the first edition of T.38. */
export function describeUdptl({ bytes }: FieldMaker, start: number, end: number): MessageField[] {
  const read = readUdptl(bytes, start, end);
  if (!read.ok) return [fieldOf('Not readable', { start, end }, describeFault(read.error))];
  const { primary, recovery, faults } = read.value;
  const cursor = new FieldCursor(bytes, start, end);
  cursor.u16('Sequence number');
  return [
    ...cursor.fields,
    packetField(bytes, 'Primary packet', primary, 'What this datagram is sent for.'),
    ...(recovery === null ? [] : recoveryFields(bytes, recovery)),
    ...faults.map((fault) => fieldOf('Fault', { start, end }, describeFault(fault))),
  ];
}
