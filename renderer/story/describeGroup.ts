/** Words on why calls are one story. */
import type { CallGroup, CallLink, CallLinkKind, LinkEvidence } from '../../shared/protocol/callGroups';

const EVIDENCE: Readonly<Record<LinkEvidence, string>> = {
  sessionId: 'Session-ID',
  icid: 'ICID',
  header: 'a header',
  mediaEndpoint: 'media endpoint',
  payload: 'RTP payload',
  usersAndTime: 'users and time',
  refer: 'REFER',
  replaces: 'Replaces',
  referredBy: 'Referred-By',
  redirect: 'redirect',
  byHand: 'hand',
};

const KINDS: Readonly<Record<CallLinkKind, string>> = {
  leg: 'other leg',
  transfer: 'transfer',
  consultation: 'consultation',
  replacement: 'replacement',
  retry: 'tried again',
};

export const linkKindWords = (kind: CallLinkKind): string => KINDS[kind];
export const evidenceName = (by: LinkEvidence): string => EVIDENCE[by];

/** The links that a call has within its group. */
export const linksOf = ({ links }: CallGroup, call: string): readonly CallLink[] =>
  links.filter(({ one, other }) => one === call || other === call);

/** `joined by Session-ID, REFER · certain`: what the group rests on, in short. */
export function joinedBy({ links, confidence }: CallGroup): string {
  const names = [...new Set(links.flatMap(({ evidence }) => evidence.map(({ by }) => EVIDENCE[by])))];
  if (names.length === 0) return 'joined';
  return `joined by ${names.join(', ')} · ${confidence}`;
}
