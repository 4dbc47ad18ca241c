import type { BindingRow } from '../../../../shared/protocol/registrationStory';
import { detached } from '../../decode/byteText';
import { deltaSeconds } from '../../decode/sip/deltaSeconds';
import { headersOf } from '../../decode/sip/headerOf';
import { readNameAddresses } from '../../decode/sip/nameAddress';
import { parameterValue } from '../../decode/sip/parameters';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { splitList } from '../../decode/sip/splitList';
import { MOST_BINDINGS, readExpires, sameContact } from './registerContacts';
import { MOST_ROUTES } from './registrationLimits';

/** The bindings that a 2xx lists (RFC 3261 §10.3 step 8). `own` are the contacts that the REGISTERs of this registration named. */
export function bindingRows(answer: SipMessage, own: readonly string[]): readonly BindingRow[] {
  const expiresS = readExpires(answer);
  return headersOf(answer, 'contact')
    .slice(0, MOST_BINDINGS)
    .flatMap(({ value }) => readNameAddresses(value))
    .slice(0, MOST_BINDINGS)
    .map(({ uri, parameters }) => {
      const read = (name: string): string => detached(parameterValue(parameters, name) ?? '');
      return {
        contact: detached(uri),
        expiresS: deltaSeconds(parameterValue(parameters, 'expires')) ?? expiresS,
        q: read('q'),
        instance: read('+sip.instance'),
        regId: read('reg-id'),
        publicGruu: read('pub-gruu'),
        temporaryGruu: read('temp-gruu'),
        own: own.some((contact) => sameContact(contact, uri)),
      };
    });
}

/** The entries of Path (RFC 3327) or Service-Route (RFC 3608), in order. */
export const routesIn = (message: SipMessage | null, key: 'path' | 'service-route'): readonly string[] =>
  message === null
    ? []
    : headersOf(message, key)
        .flatMap(({ value }) => splitList(value).map(({ start, end }) => detached(value.slice(start, end))))
        .filter((route) => route !== '')
        .slice(0, MOST_ROUTES);
