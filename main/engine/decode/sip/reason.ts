import { describeQ850Cause } from '../../../../shared/sip/q850Causes';
import { describeStatus } from '../../../../shared/sip/statusCodes';
import { parameterValue, readParameters } from './parameters';
import { splitList } from './splitList';
import { readWarnings } from './warning';
import { detached } from '../byteText';

/** Longer texts of senders are cut: who keeps them keeps no message alive. */
const MAX_TEXT_CHARACTERS = 256;

const shortText = (text: string): string =>
  detached(text.length <= MAX_TEXT_CHARACTERS ? text : `${text.slice(0, MAX_TEXT_CHARACTERS - 1)}…`);

/** More reasons or warnings than these in one message are not told. */
const MAX_REASONS = 3;

/** `Q.850 cause 16: Normal call clearing` of a Reason value (RFC 3326 §2) such as `Q.850;cause=16;text="…"`; empty without. */
export function reasonWords(value: string): string {
  const reasons = splitList(value).slice(0, MAX_REASONS);
  return reasons
    .map(({ start, end }) => oneReason(value.slice(start, end)))
    .filter((words) => words !== '')
    .join(', ');
}

function oneReason(reason: string): string {
  const semicolon = reason.indexOf(';');
  const protocol = (semicolon < 0 ? reason : reason.slice(0, semicolon)).trim();
  const { parameters } = readParameters(reason, semicolon < 0 ? reason.length : semicolon, reason.length);
  const cause = parameterValue(parameters, 'cause') ?? '';
  const text = shortText(parameterValue(parameters, 'text') ?? '');
  const number = /^\d{1,3}$/.test(cause) ? Number(cause) : null;
  const meaning = number === null ? text : meaningOf(protocol, number, text);
  const name = [
    shortText(protocol.toUpperCase() === 'Q.850' ? 'Q.850' : protocol),
    number === null ? '' : `cause ${number}`,
  ]
    .filter(Boolean)
    .join(' ');
  return meaning === '' ? name : `${name}: ${meaning}`;
}

/** The registered meaning; the sender's own text where there is none. */
function meaningOf(protocol: string, cause: number, text: string): string {
  const known = protocol.toUpperCase() === 'Q.850' ? describeQ850Cause(cause) : '';
  if (known !== '') return known;
  if (text !== '') return text;
  return protocol.toUpperCase() === 'SIP' ? describeStatus(cause).phrase : '';
}

/** `warning 305: Incompatible media format` of a Warning value (RFC 3261 §20.43); empty without one that can be read. */
export const warningWords = (value: string): string =>
  readWarnings(value)
    .slice(0, MAX_REASONS)
    .flatMap((warning) => (warning === null ? [] : [`warning ${warning.code}: ${shortText(warning.text)}`]))
    .join(', ');
