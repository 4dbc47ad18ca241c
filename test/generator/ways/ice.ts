import { createHmac } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { joinBytes, textBytes, words32 } from '../../fixtures/bytes';
import { stun, STUN_TYPE, stunAttribute, stunText, stunXorAddress } from '../../fixtures/stunMessages';
import type { TimedFrame } from '../mergeFlows';
import type { Host } from '../sipFlow';
import { back, datagram, type Way } from './packets';

const MESSAGE_INTEGRITY_BYTES = 24;
const FINGERPRINT_BYTES = 8;
const FINGERPRINT_MASK = 0x5354554e;

/** The same message with a header that counts so many bytes more. */
function lengthened(message: Uint8Array, bytes: number): Uint8Array {
  const longer = message.slice();
  const view = new DataView(longer.buffer);
  view.setUint16(2, view.getUint16(2) + bytes);
  return longer;
}

/** With MESSAGE-INTEGRITY under this key and FINGERPRINT behind it (RFC 8489 §14.5 and §14.7). */
export function sealed(message: Uint8Array, key: string | Uint8Array): Uint8Array {
  const counted = lengthened(message, MESSAGE_INTEGRITY_BYTES);
  const digest = createHmac('sha1', key).update(counted).digest();
  const signed = lengthened(joinBytes(counted, stunAttribute(0x0008, digest)), FINGERPRINT_BYTES);
  return joinBytes(signed, stunAttribute(0x8028, words32((crc32(signed) ^ FINGERPRINT_MASK) >>> 0)));
}

/** What SDP tells of one side of ICE; the ufrag has eight characters, for it is the tie-breaker too. */
export type IceSide = {
  readonly ufrag: string;
  readonly password: string;
  /** Where its packets come from for the other side, when addresses are translated in between. */
  readonly seenAs?: Host;
};

type Check = {
  readonly atMs: number;
  readonly transaction: number;
  readonly role: 'controlling' | 'controlled';
  readonly nominates?: boolean;
};

const ROLE_ATTRIBUTE = { controlled: 0x8029, controlling: 0x802a } as const;

/** A check and its answer (RFC 8445 §7): the sender's view of the path is what the receiver answers. */
function checked(way: Way, from: IceSide, to: IceSide, check: Check): TimedFrame[] {
  const { atMs, transaction, role, nominates = false } = check;
  const request = stun(
    STUN_TYPE.bindingRequest,
    transaction,
    stunText(0x0006, `${to.ufrag}:${from.ufrag}`),
    stunAttribute(0x0024, words32(1_853_824_767)),
    stunAttribute(ROLE_ATTRIBUTE[role], textBytes(from.ufrag)),
    ...(nominates ? [stunAttribute(0x0025, new Uint8Array(0))] : []),
  );
  const { address, port } = from.seenAs ?? way.source;
  const answer = stun(STUN_TYPE.bindingSuccess, transaction, stunXorAddress(0x0020, address, port, transaction));
  return [
    datagram(atMs, way, sealed(request, to.password)),
    datagram(atMs + 12, back(way), sealed(answer, to.password)),
  ];
}

/** The caller checks, the callee checks back, the caller nominates. */
export const iceFrames = (startMs: number, way: Way, caller: IceSide, callee: IceSide): readonly TimedFrame[] => [
  ...checked(way, caller, callee, { atMs: startMs, transaction: startMs, role: 'controlling' }),
  ...checked(back(way), callee, caller, { atMs: startMs + 14, transaction: startMs + 1, role: 'controlled' }),
  ...checked(way, caller, callee, {
    atMs: startMs + 30,
    transaction: startMs + 2,
    role: 'controlling',
    nominates: true,
  }),
];
