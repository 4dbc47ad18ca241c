import type { MessageField } from '../../../../shared/protocol/rows';
import type { ByteRange } from '../byteRange';
import { FieldCursor, fieldOf, hexText } from '../fieldCursor';
import { cipherSuiteName } from './cipherSuites';
import { firstCertificate } from './dtlsCertificate';
import { HANDSHAKE, isWhole, type HandshakeFragment } from './dtlsHandshake';
import {
  clientHelloParts,
  readClientHello,
  readExtensions,
  readServerHello,
  serverHelloParts,
  type DtlsHello,
  type HelloParts,
  type TlsExtension,
} from './dtlsHello';
import { dtlsHandshakeName, dtlsVersionName, srtpProfileName, tlsExtensionName } from './dtlsNames';
import { tlsNumbers } from './tlsVector';

const bytesText = ({ start, end }: ByteRange): string => `${end - start} bytes`;

/** What an extension says, as far as calls need it. */
function extensionValue(bytes: Uint8Array, { type, value }: TlsExtension, hello: DtlsHello | null): string {
  if (hello !== null) {
    if (type === 14 && hello.srtpProfiles.length > 0) return hello.srtpProfiles.map(srtpProfileName).join(', ');
    if (type === 43) return hello.supportedVersions.map(dtlsVersionName).join(', ');
    if (type === 0 && hello.serverName !== '') return hello.serverName;
  }
  return hexText(bytes, value.start, value.end);
}

function extensionFields(bytes: Uint8Array, at: number, end: number, hello: DtlsHello | null): readonly MessageField[] {
  return readExtensions(bytes, at, end).map((extension) => {
    const range = { start: extension.start, end: extension.value.end };
    return fieldOf(tlsExtensionName(extension.type), range, extensionValue(bytes, extension, hello));
  });
}

function suiteFields(bytes: Uint8Array, suites: ByteRange): readonly MessageField[] {
  return tlsNumbers(bytes, suites).map((suite, index) => {
    const start = suites.start + 2 * index;
    return fieldOf('Cipher suite', { start, end: start + 2 }, cipherSuiteName(suite));
  });
}

function helloFields(
  bytes: Uint8Array,
  { bodyStart, bodyEnd }: HandshakeFragment,
  parts: HelloParts,
  hello: DtlsHello | null,
): readonly MessageField[] {
  const cursor = new FieldCursor(bytes, bodyStart, bodyEnd);
  cursor.u16('Version', dtlsVersionName);
  cursor.take('Random', 32);
  const { session, cookie, suites, extensionsStart } = parts;
  const fields = [...cursor.fields];
  if (session) fields.push(fieldOf('Session identifier', session, hexText(bytes, session.start, session.end)));
  if (cookie) fields.push(fieldOf('Cookie', cookie, hexText(bytes, cookie.start, cookie.end)));
  if (suites) fields.push(...suiteFields(bytes, suites));
  if (extensionsStart !== null) fields.push(...extensionFields(bytes, extensionsStart, bodyEnd, hello));
  return fields;
}

function helloVerifyFields(bytes: Uint8Array, { bodyStart, bodyEnd }: HandshakeFragment): readonly MessageField[] {
  const cursor = new FieldCursor(bytes, bodyStart, bodyEnd);
  cursor.u16('Version', dtlsVersionName);
  cursor.u8('Cookie length', (lengthBytes) => `${lengthBytes} bytes`);
  cursor.rest('Cookie', hexText, 'The client sends it back and so proves its address (RFC 6347 §4.2.1).');
  return cursor.fields;
}

function certificateFields(bytes: Uint8Array, { bodyStart, bodyEnd }: HandshakeFragment): readonly MessageField[] {
  const first = firstCertificate(bytes, bodyStart, bodyEnd);
  const explanation = 'Its fingerprint is to be that of a=fingerprint in SDP (RFC 5763 §5).';
  return first === null ? [] : [fieldOf('Certificate', first, bytesText(first), explanation)];
}

function bodyFields(bytes: Uint8Array, fragment: HandshakeFragment): readonly MessageField[] {
  const { type, bodyStart, bodyEnd, fragmentOffset } = fragment;
  if (fragmentOffset !== 0) return [];
  switch (type) {
    case HANDSHAKE.clientHello: {
      const parts = clientHelloParts(bytes, bodyStart, bodyEnd);
      return helloFields(bytes, fragment, parts, readClientHello(bytes, bodyStart, bodyEnd));
    }
    case HANDSHAKE.serverHello: {
      const parts = serverHelloParts(bytes, bodyStart, bodyEnd);
      return helloFields(bytes, fragment, parts, readServerHello(bytes, bodyStart, bodyEnd));
    }
    case HANDSHAKE.helloVerifyRequest:
      return helloVerifyFields(bytes, fragment);
    case HANDSHAKE.certificate:
      return certificateFields(bytes, fragment);
    default:
      return [];
  }
}

/** One handshake message, or the part of it that a record brought. */
export function describeHandshake(bytes: Uint8Array, fragment: HandshakeFragment): MessageField {
  const { type, start, bodyStart, bodyEnd, fragmentOffset, lengthBytes } = fragment;
  const cursor = new FieldCursor(bytes, start, bodyStart);
  cursor.u8('Message type', dtlsHandshakeName);
  cursor.u24('Length', (whole) => `${whole} bytes`);
  cursor.u16('Message sequence');
  cursor.u24('Fragment offset');
  cursor.u24('Fragment length', (part) => `${part} bytes`);
  const part = ` bytes ${fragmentOffset} to ${fragmentOffset + bodyEnd - bodyStart} of ${lengthBytes}`;
  const value = isWhole(fragment) ? `${lengthBytes} bytes` : `fragment:${part}`;
  const children = [...cursor.fields, ...bodyFields(bytes, fragment)];
  return fieldOf(dtlsHandshakeName(type), { start, end: bodyEnd }, value, '', children);
}
