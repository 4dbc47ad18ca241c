import { describeStatus } from './statusCodes';

/**
 * What is unusual about the value of a header field, in one sentence: allowed as a rule, yet worth a look. What breaks a rule is
 * an issue (`issueKinds.ts`). Values are only searched, never trusted; the work is bounded by their length.
 */
type Remark = (value: string) => string;

/** Longer values are looked at up to here. */
const MOST_CHARACTERS = 4096;

const NOTHING = '';

const numberOf = (value: string): number | null => (/^\s*\d{1,10}\s*(?:;|$)/.test(value) ? parseInt(value, 10) : null);

const parameterOf = (value: string, name: string): string | null =>
  new RegExp(`[;,\\s]${name}\\s*=\\s*"?([^";,\\s]*)`, 'i').exec(value)?.[1] ?? null;

const isPrivate = (host: string): boolean =>
  /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|169\.254\.|\[?f[cd][0-9a-f]{2}:)/i.test(
    host,
  );

/** Host of the first URI, or of the first sent-by. */
const hostOf = (value: string): string =>
  /sips?:(?:[^@>;,\s]*@)?(\[[^\]\s]*\]|[^:;>,\s]*)/i.exec(value)?.[1] ?? NOTHING;

/** The first remark that has something to say. */
const firstOf =
  (...remarks: readonly Remark[]): Remark =>
  (value) => {
    for (const remark of remarks) {
      const words = remark(value);
      if (words !== NOTHING) return words;
    }
    return NOTHING;
  };

const inSeconds =
  (remark: (seconds: number) => string): Remark =>
  (value) => {
    const seconds = numberOf(value);
    return seconds === null ? NOTHING : remark(seconds);
  };

const maxForwards = inSeconds((hops) => {
  if (hops === 0) return 'No hop is left: a proxy answers 483 (RFC 3261 §16.3).';
  if (hops < 10) return 'Few hops are left: the request passed many proxies, or runs in a loop.';
  return hops > 70 ? 'Above the 70 that is recommended (RFC 3261 §8.1.1.6).' : NOTHING;
});

const expires = inSeconds((seconds) => {
  if (seconds === 0) return '0 takes the registration or subscription away, or only asks once (RFC 3261 §10.2.2).';
  if (seconds < 60) return 'Under a minute: often a way to hold a NAT binding open, and much load on the server.';
  return seconds > 86_400 ? 'Longer than a day: a device that vanishes stays registered as long.' : NOTHING;
});

const sessionInterval = inSeconds((seconds) =>
  seconds < 90 ? 'Shorter than 90 s, the least that is allowed (RFC 4028 §4).' : NOTHING,
);

const retryAfter = inSeconds((seconds) =>
  seconds > 3600 ? 'More than an hour to wait.' : seconds === 0 ? '0: try again at once.' : NOTHING,
);

const viaBranch: Remark = (value) => {
  const branch = parameterOf(value, 'branch');
  if (branch === null) return 'No branch: the sender follows RFC 2543, and its transactions are harder to tell apart.';
  return branch.startsWith('z9hG4bK')
    ? NOTHING
    : 'The branch lacks z9hG4bK: the sender follows RFC 2543 (RFC 3261 §8.1.1.7).';
};

/** `SIP/2.0/UDP host:port;received=…;rport=…` */
const viaSource: Remark = (value) => {
  const [, host = NOTHING, port = '5060'] =
    /^\s*SIP\s*\/[^/]*\/\s*\S+\s+(\[[^\]]*\]|[^:;,\s]+)(?::(\d+))?/i.exec(value) ?? [];
  const received = parameterOf(value, 'received');
  const rport = parameterOf(value, 'rport');
  if (received !== null && received !== '' && received !== host.replace(/[[\]]/g, '')) {
    return `It came from ${received}, while the sender calls itself ${host}: NAT, or a host name (RFC 3261 §18.2.1).`;
  }
  return rport !== null && rport !== '' && rport !== port
    ? `It came from port ${rport}, while the sender names ${port}: NAT (RFC 3581).`
    : NOTHING;
};

const contact: Remark = (value) => {
  if (value.trim() === '*')
    return 'All contacts at once: only a REGISTER that removes them may say so (RFC 3261 §10.2.2).';
  const host = hostOf(value);
  if (/\.invalid$/i.test(host))
    return 'No address at all: as browsers write it, reached through their connection alone.';
  if (/^(?:127\.|localhost$|\[::1\])/i.test(host)) return 'The loopback address: nobody else can reach it.';
  if (isPrivate(host))
    return 'A private address: reachable only within its own network, or by a server that minds NAT.';
  return parameterOf(value, 'expires') === '0' ? 'A lifetime of 0 takes this binding away.' : NOTHING;
};

const route: Remark = (value) =>
  value
    .split(',')
    .slice(0, 50)
    .some((element) => /sips?:/i.test(element) && !/;\s*lr(?:[;>=\s]|$)/i.test(element))
    ? 'Without lr: a strict router of RFC 2543 (RFC 3261 §16.12).'
    : NOTHING;

/** Programs that scan for open servers; many installations drop them. */
const SCANNERS =
  /friendly-scanner|sipvicious|sundayddr|sip-?scan|pplsip|sipcli|vaxsipuseragent|iwar|smap|sivus|eyebeam-scan/i;

const product: Remark = (value) =>
  SCANNERS.test(value) ? 'The name of a program that searches the Internet for open servers.' : NOTHING;

const identity: Remark = (value) =>
  /anonymous@anonymous\.invalid|@anonymous\.invalid|sips?:anonymous@/i.test(value)
    ? 'The sender hides who it is (RFC 3323).'
    : NOTHING;

const ALGORITHMS: Readonly<Record<string, string>> = {
  'md5-sess': 'MD5-sess: the key is bound to the nonce of the session; few devices do it.',
  'akav1-md5': 'AKAv1-MD5: proven with the SIM card, no password is involved (RFC 3310).',
  'akav2-md5': 'AKAv2-MD5: proven with the SIM card, no password is involved (RFC 4169).',
  'sha-256': 'SHA-256: stronger than MD5, and older devices cannot answer it (RFC 8760).',
  'sha-512-256': 'SHA-512/256: stronger than MD5, and most devices cannot answer it (RFC 8760).',
};

const authScheme: Remark = (value) =>
  /^\s*basic\b/i.test(value)
    ? 'Basic shows the password to everybody on the way; SIP does not allow it any more.'
    : NOTHING;
const algorithm: Remark = (value) => ALGORITHMS[parameterOf(value, 'algorithm')?.toLowerCase() ?? ''] ?? NOTHING;
const noQop: Remark = (value) =>
  /^\s*digest\b/i.test(value) && parameterOf(value, 'qop') === null
    ? 'Without qop, the old form of RFC 2069: whoever records the answer can use it again.'
    : NOTHING;
const stale: Remark = (value) =>
  parameterOf(value, 'stale')?.toLowerCase() === 'true'
    ? 'Only the nonce was too old: the password was right, the client answers the new one by itself.'
    : NOTHING;
const emptyResponse: Remark = (value) =>
  /[;,\s]response\s*=\s*""/i.test(value)
    ? 'An empty response: the first request of AKA, which only names the user.'
    : NOTHING;
const nonceCount: Remark = (value) => {
  const count = parseInt(parameterOf(value, 'nc') ?? '1', 16);
  return count > 1 ? `The nonce is used for the ${count}th time: sent without a new challenge.` : NOTHING;
};

const ENDINGS: Readonly<Record<string, string>> = {
  deactivated: 'ended by the notifier; the subscriber should subscribe anew at once',
  probation: 'ended by the notifier; the subscriber should wait before it subscribes anew',
  rejected: 'the notifier does not allow it',
  timeout: 'it was not refreshed in time',
  giveup: 'nobody allowed it in time',
  noresource: 'what was subscribed to does not exist any more',
  invariant: 'what was subscribed to will not change any more',
};

const subscriptionState: Remark = (value) => {
  if (!/^\s*terminated/i.test(value)) return NOTHING;
  const why = ENDINGS[parameterOf(value, 'reason')?.toLowerCase() ?? ''];
  return why === undefined ? 'The subscription is over.' : `The subscription is over: ${why} (RFC 6665 §4.1.3).`;
};

const referTo: Remark = (value) => {
  if (/[?&]replaces=/i.test(value))
    return 'With Replaces: an attended transfer, which takes over the call named there (RFC 3891).';
  const method = parameterOf(value, 'method');
  return method === null || /^invite$/i.test(method) ? NOTHING : `Asks for a ${method} instead of a call (RFC 3515).`;
};

const cseq: Remark = (value) =>
  (numberOf(value.replace(/\s.*$/, '')) ?? 0) >= 2 ** 31
    ? 'Above 2³¹ − 1, which is not allowed (RFC 3261 §8.1.1.5).'
    : NOTHING;

const date: Remark = (value) =>
  /\b(?:19\d\d|200\d)\b/.test(value) ? 'Long ago: the clock of the sender is not set.' : NOTHING;

const always =
  (words: string): Remark =>
  (value) =>
    value.trim() === '' ? NOTHING : words;

const required = always('The receiver has to refuse with 420 when it lacks one of these (RFC 3261 §8.2.2.3).');
const proxyRequired = always('A proxy has to refuse with 420 when it lacks one of these (RFC 3261 §16.3).');
const forwarded = always('The call was forwarded before it came here.');

const REMARKS = new Map<string, Remark>([
  ['max-forwards', maxForwards],
  ['expires', expires],
  ['min-expires', inSeconds((seconds) => (seconds > 3600 ? 'Longer than most phones ask for.' : NOTHING))],
  ['session-expires', sessionInterval],
  ['min-se', sessionInterval],
  ['retry-after', retryAfter],
  ['via', firstOf(viaBranch, viaSource)],
  ['contact', contact],
  ['route', route],
  ['record-route', route],
  ['user-agent', product],
  ['server', product],
  ['from', identity],
  ['p-asserted-identity', identity],
  ['www-authenticate', firstOf(authScheme, stale, algorithm, noQop)],
  ['proxy-authenticate', firstOf(authScheme, stale, algorithm, noQop)],
  ['authorization', firstOf(authScheme, emptyResponse, algorithm, noQop, nonceCount)],
  ['proxy-authorization', firstOf(authScheme, emptyResponse, algorithm, noQop, nonceCount)],
  ['subscription-state', subscriptionState],
  ['refer-to', referTo],
  ['cseq', cseq],
  ['date', date],
  ['require', required],
  ['proxy-require', proxyRequired],
  ['diversion', forwarded],
  ['history-info', forwarded],
  [
    'privacy',
    (value) =>
      /^\s*none\s*$/i.test(value)
        ? NOTHING
        : always('The identity is to be hidden from the other side (RFC 3323).')(value),
  ],
  [
    'content-encoding',
    (value) => (/identity/i.test(value) ? NOTHING : always('Many phones cannot read compressed bodies.')(value)),
  ],
  ['priority', (value) => (/emergency|urgent/i.test(value) ? 'Marked as more urgent than a usual call.' : NOTHING)],
]);

/** What is unusual about this value of the header field with this key (long form, lower case); empty when nothing is. */
export const describeUnusualValue = (key: string, value: string): string =>
  REMARKS.get(key)?.(value.slice(0, MOST_CHARACTERS)) ?? NOTHING;

/** What is unusual about a reason phrase: it is not the one that is registered for the code, so somebody means something by it. */
export function describeUnusualReason(status: number, reason: string): string {
  const { phrase } = describeStatus(status);
  if (phrase === 'Unassigned')
    return 'No registered code: receivers treat it as the first of its hundred (RFC 3261 §8.1.3.2).';
  return reason.trim().toLowerCase() === phrase.toLowerCase()
    ? NOTHING
    : `Other words than the registered “${phrase}”.`;
}

const SDP_REMARKS = new Map<string, Remark>([
  [
    'c',
    (value) => {
      const address = /IP[46]\s+(\S+)/i.exec(value)?.[1] ?? NOTHING;
      if (/^(?:0\.0\.0\.0|::)$/.test(address)) return 'No address: how RFC 2543 put a call on hold (RFC 3264 §8.4).';
      if (/^(?:127\.|::1$)/.test(address)) return 'The loopback address: nobody else can send media there.';
      return isPrivate(address)
        ? 'A private address: media from elsewhere needs a relay, ICE, or a server that minds NAT.'
        : NOTHING;
    },
  ],
  [
    'm',
    (value) => {
      const port = /^\s*\S+\s+(\d{1,5})/.exec(value)?.[1];
      if (port === '0') return 'Port 0: this media is refused or ended (RFC 3264 §6).';
      return port !== undefined && Number(port) % 2 === 1
        ? 'An odd port: RTP mostly takes even ones (RFC 3550 §11).'
        : NOTHING;
    },
  ],
  [
    'a',
    (value) => {
      if (/^inactive\b/i.test(value)) return 'Nobody sends: the call is on hold (RFC 3264 §8.4).';
      if (/^sendonly\b/i.test(value)) return 'The sender takes no media: the other side is on hold (RFC 3264 §8.4).';
      const ptime = /^ptime:\s*(\d{1,4})/i.exec(value)?.[1];
      return ptime !== undefined && ptime !== '20' ? `Packets of ${ptime} ms where 20 ms are usual.` : NOTHING;
    },
  ],
]);

/** What is unusual about a line of SDP with this letter; empty when nothing is. */
export const describeUnusualSdpLine = (letter: string, value: string): string =>
  SDP_REMARKS.get(letter)?.(value.slice(0, MOST_CHARACTERS)) ?? NOTHING;
