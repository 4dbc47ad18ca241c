import { formatCount } from '../../../../shared/format/quantity';
import { leadingSeconds } from '../../decode/sip/deltaSeconds';
import { headerOf, headersOf } from '../../decode/sip/headerOf';
import { readNameAddresses } from '../../decode/sip/nameAddress';
import { parameterValue } from '../../decode/sip/parameters';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri } from '../../decode/sip/sipUri';

const MOST_SHOWN = 120;

const shown = (text: string): string => (text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}…` : text);

function hasOption(message: SipMessage | null, key: string, option: string): boolean {
  if (message === null) return false;
  return headersOf(message, key).some(({ value }) =>
    value.split(',').some((each) => each.trim().toLowerCase() === option),
  );
}

const hasFlowMark = (message: SipMessage | null, key: string): boolean =>
  message !== null &&
  readNameAddresses(headerOf(message, key)?.value ?? '').some(
    ({ uri }) => parameterValue(readUri(uri).parameters, 'ob') !== null,
  );

/** `reg-id 1 of urn:uuid:…` of the first Contact; null when it names no flow. */
function flowOf(asked: SipMessage | null): string | null {
  const contact = asked && readNameAddresses(headerOf(asked, 'contact')?.value ?? '')[0];
  if (!contact) return null;
  const regId = parameterValue(contact.parameters, 'reg-id');
  const instance = parameterValue(contact.parameters, '+sip.instance');
  if (regId === null) return null;
  return instance === null
    ? `reg-id ${shown(regId)} without +sip.instance`
    : `reg-id ${shown(regId)} of ${shown(instance)}`;
}

/** Whether phone and registrar keep a flow open between them (RFC 5626), in words; empty when neither speaks of it. */
export function outboundWords(asked: SipMessage | null, answer: SipMessage | null): string {
  const flow = flowOf(asked);
  const isTaken = hasOption(answer, 'require', 'outbound');
  const parts: string[] = [];
  if (flow !== null) {
    const taken =
      answer === null ? '' : isTaken ? ', taken by the registrar' : ', not taken: the answer has no Require: outbound';
    parts.push(`asked for with ${flow}${taken}`);
  } else if (isTaken) parts.push('taken by the registrar');
  else if (hasOption(asked, 'supported', 'outbound')) parts.push('supported by the phone, and not asked for');
  if (hasFlowMark(asked, 'path') || hasFlowMark(answer, 'path'))
    parts.push('the edge proxy keeps the flow (;ob in Path)');
  if (hasFlowMark(asked, 'contact')) parts.push('the Contact is for this flow (;ob)');
  const timerS = answer && leadingSeconds(answer, 'flow-timer');
  if (timerS !== null) parts.push(`a keepalive is due every ${formatCount(timerS)} s (Flow-Timer)`);
  return parts.join('; ');
}
