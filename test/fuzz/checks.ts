import { looksLikeSip } from '../../main/engine/decode/sip/looksLikeSip';
import { describeFields } from '../../main/engine/decode/sip/messageFields';
import { parseSip } from '../../main/engine/decode/sip/parseSip';
import { frameDetail } from '../../main/engine/publish/frameDetail';
import type { SipMessage } from '../../main/engine/decode/sip/sipMessage';
import type { FramesInMemory } from '../generator/hardInputs/framesInMemory';
import type { MessageField, MessageRow } from '../../shared/protocol/rows';

/** What is wrong with these fields: a range that leaves the bytes it belongs to. */
function faultOfFields(fields: readonly MessageField[], start: number, end: number): string | null {
  for (const field of fields) {
    if (!(start <= field.start && field.start <= field.end && field.end <= end)) {
      return `a field is not within its parent: ${field.name} [${field.start}, ${field.end}) in [${start}, ${end})`;
    }
    const inside = faultOfFields(field.children, field.start, field.end);
    if (inside !== null) return inside;
  }
  return null;
}

/** The start of the message as its row has it: methods of all cases are read as one. */
const startOf = (message: SipMessage): string =>
  message.kind === 'request' ? message.method.toUpperCase() : String(message.status);

function faultOfMessage(through: FramesInMemory, row: MessageRow): string | null {
  const bytes = through.readMessage(row);
  if (bytes === 'evicted') return 'a message cannot be read again';
  if (!looksLikeSip(bytes, 0, bytes.length)) return 'a message is no SIP when it is read again';
  const parsed = parseSip(bytes, 0, bytes.length);
  if (!parsed.ok) return 'a message cannot be parsed again';
  const again = startOf(parsed.value);
  const before = row.method?.toUpperCase() ?? String(row.status);
  if (again !== before) return `a message is another when it is read again: ${before}, then ${again}`;
  if (bytes.length !== row.sizeBytes) return `a message has another length: ${row.sizeBytes}, then ${bytes.length}`;
  const outside = row.issues.find(
    ({ offset, length }) => !(offset >= 0 && length >= 0 && offset + length <= bytes.length),
  );
  if (outside !== undefined) return `an issue stands outside of its message: ${outside.code}`;
  return faultOfFields(describeFields(parsed.value, bytes), 0, bytes.length);
}

/** What is wrong with a frame when it is taken apart for people. */
export function faultOfFrame(through: FramesInMemory, number: number): string | null {
  const stored = through.read(number);
  if (stored === 'evicted') return 'a frame cannot be read again';
  const { layers, bytes } = frameDetail(stored, through.pipeline.start, through.pipeline.companions);
  return faultOfFields(layers, 0, bytes.length);
}

/** Looks again at the messages from `first` on: what holds of every message, whatever came. Answers the first thing that does not. */
export function faultOfMessages(through: FramesInMemory, first: number): string | null {
  const { messages } = through.pipeline.signalling;
  for (let index = first; index < messages.length; index += 1) {
    const fault = faultOfMessage(through, messages[index]!);
    if (fault !== null) return fault;
  }
  return null;
}
