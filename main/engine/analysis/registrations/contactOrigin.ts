import { formatEndpoint } from '../../../../shared/format/endpoint';
import type { NatFinding } from '../../../../shared/protocol/registrationStory';
import type { Endpoint } from '../../../../shared/protocol/rows';
import { formatAddress, parseAddress } from '../../decode/ip/address';
import { headersOf } from '../../decode/sip/headerOf';
import { parameterValue } from '../../decode/sip/parameters';
import type { SipMessage } from '../../decode/sip/sipMessage';
import { readUri } from '../../decode/sip/sipUri';
import { readVias, type Via } from '../../decode/sip/via';
import { detached } from '../signalling/stringPool';

/** Where the packets of a phone come from, and who says so. */
export type PacketOrigin = Endpoint & { readonly toldBy: 'packet' | 'via' };

const SIP_PORT = 5060;
const SIPS_PORT = 5061;

const scratch = new Uint32Array(4);

/** An address in the form that packets show it; null for a name. */
function addressOf(host: string): string | null {
  const bare = host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host;
  return parseAddress(bare, scratch) ? formatAddress(scratch) : null;
}

/** Where a Contact asks to be reached; null when it names a host, or is none. */
function contactEndpoint(contact: string): Endpoint | null {
  const { scheme, host, port, parameters } = readUri(contact);
  const address = addressOf(host);
  if (address === null) return null;
  const isTls = scheme === 'sips' || parameterValue(parameters, 'transport')?.toLowerCase() === 'tls';
  return { address, port: port ?? (isTls ? SIPS_PORT : SIP_PORT) };
}

/** The Via of whoever sent the request first stands last. */
function lastVia(message: SipMessage): { readonly via: Via | null; readonly isOnly: boolean } {
  const headers = headersOf(message, 'via');
  const vias = readVias(headers.at(-1)?.value ?? '');
  return { via: vias.at(-1) ?? null, isOnly: headers.length <= 1 && vias.length <= 1 };
}

const viaOrigin = (address: string | null, port: number): PacketOrigin | null =>
  address === null ? null : { address: detached(address), port, toldBy: 'via' };

/**
 * Where the phone that sent this REGISTER is, seen from the network: the packet's source, or, behind a proxy, what that wrote
 * into the phone's Via (`received`, `rport`: RFC 3261 §18.2.1, RFC 3581). null when it cannot be told.
 */
export function originOfRequest(message: SipMessage, source: Endpoint): PacketOrigin | null {
  const { via, isOnly } = lastVia(message);
  if (isOnly) return { ...source, toldBy: 'packet' };
  if (via === null) return null;
  const { received, rport, host, port } = via;
  return viaOrigin(addressOf(received === '' ? host : received), rport ?? port ?? SIP_PORT);
}

/** Where the registrar saw the phone, as its answer says in the Via; null when that says nothing. */
export function originOfResponse(message: SipMessage): PacketOrigin | null {
  const headers = headersOf(message, 'via');
  if (!(headers.at(-1)?.value.includes('received') ?? false)) return null;
  const { via } = lastVia(message);
  return via === null || via.received === ''
    ? null
    : viaOrigin(addressOf(via.received), via.rport ?? via.port ?? SIP_PORT);
}

/** Whether packets come from elsewhere than the contact says; null when that is not told. */
export function isBehindNat(contact: string, origin: PacketOrigin | null): boolean | null {
  const endpoint = contactEndpoint(contact);
  return endpoint === null || origin === null ? null : endpoint.address !== origin.address;
}

function wordsOf(contact: string, endpoint: Endpoint | null, origin: PacketOrigin | null): string {
  if (contact === '') return 'No contact was seen';
  if (endpoint === null) {
    const { host } = readUri(contact);
    return host.endsWith('.invalid')
      ? 'The Contact is a placeholder: the phone is reached over the connection it registered on (RFC 7118)'
      : `The Contact is the name ${host === '' ? contact : host}: whether packets come from there is not in the capture`;
  }
  if (origin === null) return 'The phone registers through a proxy that does not say where its packets come from';
  const said = formatEndpoint(endpoint);
  const seen = formatEndpoint(origin);
  const told = origin.toldBy === 'via' ? 'the Via tells that packets come from' : 'packets come from';
  if (endpoint.address !== origin.address) return `Contact says ${said}, ${told} ${seen}`;
  if (endpoint.port === origin.port) return `Contact and packets agree: ${said}`;
  return `Contact and packets agree on ${endpoint.address}; the Contact says port ${endpoint.port}, packets come from ${origin.port}`;
}

/** How a registered contact stands to where its packets come from. `source` is what is shown when nothing better is known. */
export function natFinding(contact: string, origin: PacketOrigin | null, source: Endpoint): NatFinding {
  const endpoint = contactEndpoint(contact);
  const behind = isBehindNat(contact, origin);
  return {
    kind: behind === null ? 'notTold' : behind ? 'behindNat' : 'none',
    words: wordsOf(contact, endpoint, origin),
    contact: endpoint,
    source: origin === null ? source : { address: origin.address, port: origin.port },
  };
}
