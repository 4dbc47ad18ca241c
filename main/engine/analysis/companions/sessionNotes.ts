import type { CallKey } from '../../../../shared/ids';
import type { SdpMedia } from '../../decode/sdp/sessionDescription';
import { endpointsOfCandidate, mediaPathOf, type MediaPath } from '../iceDescription';
import type { SessionAnnouncement } from '../sessionAnnouncement';
import type { CallSessions } from './callSessions';
import type { EndpointAnnouncement, SessionEndpoint, SessionEndpoints } from './sessionEndpoints';

/** More media lines than these in one description are not followed. */
const MAX_MEDIA_LINES = 32;
/** T38FaxVersion of a media line that does not say one (T.38 annex D.2.1). */
const FIRST_FAX_VERSION = 0;

/** T38FaxVersion of a line of fax over UDPTL; null for other lines. */
function faxVersionOf({ type, protocol, attributes }: SdpMedia): number | null {
  if (type !== 'image' || protocol.toLowerCase() !== 'udptl') return null;
  const version = attributes.find((attribute) => /^t38faxversion:/i.test(attribute));
  const match = /^[^:]*:\s*(\d)\s*$/.exec(version ?? '');
  return match === null ? FIRST_FAX_VERSION : Number(match[1]);
}

/** Takes session descriptions apart into what the companions of a call are recognised by. */
export class SessionNotes {
  /** Some call has announced fax: until then nobody need ask. */
  hasFax = false;
  readonly #endpoints: SessionEndpoints;
  readonly #sessions: CallSessions;

  constructor(endpoints: SessionEndpoints, sessions: CallSessions) {
    this.#endpoints = endpoints;
    this.#sessions = sessions;
  }

  /** The endpoints that something new is known of. */
  note({ call, byCaller, atMs, signalling, description }: SessionAnnouncement): readonly SessionEndpoint[] {
    const touched: (SessionEndpoint | null)[] = [];
    for (const media of description.media.slice(0, MAX_MEDIA_LINES)) {
      if (media.port === 0) continue;
      const path = mediaPathOf(description, media);
      this.#sessions.note(call, byCaller, path);
      const faxVersion = faxVersionOf(media);
      if (faxVersion !== null) this.hasFax = true;
      const announced = { call, byCaller, atMs, faxVersion, isNamed: true };
      touched.push(...this.#noteLine(media, signalling.address, announced), ...this.#noteCandidates(path, announced));
    }
    return touched.filter((endpoint) => endpoint !== null);
  }

  #noteLine(media: SdpMedia, signallingAddress: string, announced: EndpointAnnouncement): (SessionEndpoint | null)[] {
    const { address, port, rtcpAddress, rtcpPort } = media;
    const named = address === null ? null : this.#endpoints.announce(address, port, announced);
    const rtcp = rtcpAddress ?? address;
    const behindNat = { ...announced, isNamed: false };
    return [
      named,
      rtcp === null ? null : this.#endpoints.announce(rtcp, rtcpPort, announced),
      signallingAddress === address ? null : this.#endpoints.announce(signallingAddress, port, behindNat),
    ];
  }

  #noteCandidates({ candidates }: MediaPath, announced: EndpointAnnouncement): (SessionEndpoint | null)[] {
    return candidates
      .flatMap(endpointsOfCandidate)
      .map(({ address, port }) => this.#endpoints.announce(address, port, announced));
  }
}

/** a=setup of the side of a call that an endpoint is announced by; null when either is not known. */
export function setupAt(endpoint: SessionEndpoint, call: CallKey | null, sessions: CallSessions): string | null {
  const { announced } = endpoint;
  if (announced === null || announced.call !== call) return null;
  const session = sessions.of(call);
  return (announced.byCaller ? session?.setupOfCaller : session?.setupOfCallee) ?? null;
}
