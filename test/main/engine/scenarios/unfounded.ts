import type { CallRow } from '../../../../shared/protocol/rows';
import type { CallTrait } from '../../../../shared/sip/scenarios';
import type { SentMessage } from '../../../generator/scenarios/scene';

/** What must be among the messages for a call to be said to have a trait. */
const FOUNDED_ON: Partial<Record<CallTrait, RegExp>> = {
  authenticated: /^SIP\/2\.0 40[17] |^(Proxy-)?Authorization:/m,
  redirected: /^SIP\/2\.0 3\d\d /,
  forwarded: /^SIP\/2\.0 181 |^Diversion:|^History-Info:/m,
  earlyMedia: /^SIP\/2\.0 18[0-9] [^]*application\/sdp/,
  reliableProvisional: /^PRACK |^RSeq:|^CSeq: \d+ PRACK/m,
  updated: /^CSeq: \d+ UPDATE/m,
  reInvited: /^CSeq: \d+ INVITE/m,
  held: /^a=(sendonly|recvonly|inactive)|^c=IN IP4 0\.0\.0\.0/m,
  glare: /^SIP\/2\.0 491 /,
  crossedCancel: /^CSeq: \d+ CANCEL/m,
  sessionTimer: /^Session-Expires:/m,
  refreshMissed: /^Session-Expires:/m,
  transferred: /^CSeq: \d+ REFER|^Event: refer/m,
  transferFailed: /^CSeq: \d+ REFER|^Event: refer/m,
  replacing: /^Replaces:/m,
  fax: /^m=image/m,
  info: /^CSeq: \d+ INFO/m,
};

/** What a call's row claims though no message shows it: empty when it claims no more than it may. */
export function unfounded(row: CallRow, messages: readonly SentMessage[]): readonly string[] {
  const texts = messages.map(({ text }) => text).filter((text) => text.includes(`Call-ID: ${row.callId}\r\n`));
  const shows = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  const claims: (readonly [claim: string, made: boolean, shown: boolean])[] = [
    ['it was answered', row.answeredAtMs !== null, shows(/^SIP\/2\.0 2\d\d [^]*CSeq: \d+ INVITE/)],
    ['it rang', row.ringingAtMs !== null, shows(/^SIP\/2\.0 18\d /)],
    ['it was completed', row.state === 'completed', shows(/^CSeq: \d+ BYE/m)],
    ['somebody ended it', row.endedBy !== null, shows(/^CSeq: \d+ (BYE|CANCEL)|^SIP\/2\.0 [3-6]/m)],
    ['it was cancelled', row.scenario.kind === 'cancelled', shows(/^CSeq: \d+ CANCEL|^SIP\/2\.0 487/m)],
    ['it was busy', row.scenario.kind === 'busy', shows(/^SIP\/2\.0 (486|600) /)],
    ['it was transferred', /Transfer$/.test(row.scenario.kind), shows(/^CSeq: \d+ REFER/m)],
    ['a final status', row.finalStatus !== null, shows(new RegExp(`^SIP/2\\.0 ${row.finalStatus} `))],
    ...row.scenario.traits.map((trait) => [trait, true, shows(FOUNDED_ON[trait] ?? /^/)] as const),
  ];
  return claims.filter(([, made, shown]) => made && !shown).map(([claim]) => claim);
}
