import { type Link, linksOf } from './callLinkage';
import type { LinkedCall } from './linkedCall';
import { nameOf } from './partyName';
import { haveSameCalled } from './sameUsers';
import { sameUser } from './userNumber';

/**
 * Two calls to different users of which nothing is known but that they share a media endpoint: a telephone that holds somebody
 * with the music of a server (RFC 7088), or a controller that connects two others (RFC 3725). They are two conversations.
 */
export const sharesOnlyMedia = ({ kind, one, other, evidence }: Link): boolean =>
  kind === 'leg' &&
  one.called !== '' &&
  other.called !== '' &&
  !haveSameCalled(one, other) &&
  evidence.every(({ by }) => by === 'mediaEndpoint');

/** The link by which a conversation shares the media of an earlier one; null without any. */
export function sharedWithEarlier(legs: readonly LinkedCall[]): Link | null {
  const links = legs.flatMap((leg) => linksOf(leg).filter((link) => link.other === leg && sharesOnlyMedia(link)));
  return links[0] ?? null;
}

/** `2002 connects 1001 to music`; `1001 calls 3003 with the same media` where neither call leads to the other. */
export function sharedMediaWords({ one, other }: Link): string {
  const connects = (by: LinkedCall['from'], first: LinkedCall['from'], second: LinkedCall['from']): string =>
    `${nameOf(by)} connects ${nameOf(first)} to ${nameOf(second)}`;
  if (sameUser(one.called, other.calling)) return connects(other.from, one.from, other.to);
  if (sameUser(one.calling, other.called)) return connects(one.from, one.to, other.from);
  return `${nameOf(other.from)} calls ${nameOf(other.to)} with the same media`;
}
