/** The signalling of one generated call or registration as texts with their times; wording is minimal but complete. */
export type Host = { readonly address: string; readonly port: number };

export type CallOutcome = 'completed' | 'busy' | 'cancelled' | 'notFound';

export type CallPlan = {
  readonly callId: string;
  readonly caller: Host & { readonly user: string; readonly display: string };
  readonly callee: Host & { readonly user: string };
  /** Between the two; the callee answers through it. null: they talk directly. */
  readonly proxy: Host | null;
  readonly startMs: number;
  readonly ringMs: number;
  readonly talkMs: number;
  readonly outcome: CallOutcome;
  readonly callerMedia: Host;
  readonly calleeMedia: Host;
  readonly codec: { readonly name: string; readonly payloadType: number; readonly clockRateHz: number };
  /** The first INVITE on the last hop is sent twice. */
  readonly retransmitInvite: boolean;
  readonly endedBy: 'caller' | 'callee';
};

export type SipPacket = {
  readonly atMs: number;
  readonly source: Host;
  readonly destination: Host;
  readonly text: string;
};

const HOP_MS = 2;

const sdpOf = (media: Host, { codec }: CallPlan): string =>
  [
    'v=0',
    `o=- 3740000000 1 IN IP4 ${media.address}`,
    's=-',
    `c=IN IP4 ${media.address}`,
    't=0 0',
    `m=audio ${media.port} RTP/AVP ${codec.payloadType} 101`,
    `a=rtpmap:${codec.payloadType} ${codec.name}/${codec.clockRateHz}`,
    'a=rtpmap:101 telephone-event/8000',
    'a=fmtp:101 0-16',
    'a=ptime:20',
    'a=sendrecv',
    '',
  ].join('\r\n');

type Kind = {
  readonly startLine: string;
  readonly cseq: string;
  readonly vias: readonly string[];
  readonly toTag: boolean;
  readonly byCallee: boolean;
  readonly sdp?: Host;
  readonly extra?: readonly string[];
};

function textOf(plan: CallPlan, kind: Kind): string {
  const body = kind.sdp ? sdpOf(kind.sdp, plan) : '';
  const tag = plan.callId.slice(0, 8);
  const caller = `"${plan.caller.display}" <sip:${plan.caller.user}@${plan.caller.address}>`;
  const callee = `<sip:${plan.callee.user}@${plan.callee.address}>`;
  const calleeTag = kind.toTag ? `;tag=b${tag}` : '';
  return [
    kind.startLine,
    ...kind.vias.map((via) => `Via: ${via}`),
    ...(kind.startLine.startsWith('SIP/') ? [] : ['Max-Forwards: 70']),
    ...(kind.byCallee
      ? [`From: ${callee}${calleeTag}`, `To: ${caller};tag=a${tag}`]
      : [`From: ${caller};tag=a${tag}`, `To: ${callee}${calleeTag}`]),
    `Call-ID: ${plan.callId}`,
    `CSeq: ${kind.cseq}`,
    ...(kind.extra ?? []),
    ...(body ? ['Content-Type: application/sdp'] : []),
    `Content-Length: ${body.length}`,
    '',
    body,
  ].join('\r\n');
}

/** The machines that a request passes, from the side that sends it. */
function pathOf(plan: CallPlan, byCallee: boolean): Host[] {
  const path = [plan.caller, ...(plan.proxy ? [plan.proxy] : []), plan.callee];
  return byCallee ? path.reverse() : path;
}

const viaOf = (host: Host, branch: string): string =>
  `SIP/2.0/UDP ${host.address}:${host.port};branch=z9hG4bK-${branch};rport`;

type Step = {
  readonly atMs: number;
  readonly name: string;
  readonly cseq: string;
  readonly toTag: boolean;
  readonly branch: string;
  readonly sdp?: Host; /** Whether the callee sent the request that this is, or answers. */
  readonly byCallee: boolean;
};

/** A request hop by hop: each machine puts its own Via on top. */
function request(plan: CallPlan, step: Step): SipPacket[] {
  const path = pathOf(plan, step.byCallee);
  const target = step.byCallee ? plan.caller : plan.callee;
  return path.slice(1).map((destination, hop) => {
    const vias = path.slice(0, hop + 1).map((host, index) => viaOf(host, `${step.branch}${index}`));
    const contact = step.byCallee ? plan.callee : plan.caller;
    const extra = [
      `Contact: <sip:${contact.user}@${contact.address}:${contact.port}>`,
      'User-Agent: laddergram-generator',
    ];
    const startLine = `${step.name} sip:${plan.callee.user}@${target.address}:${target.port} SIP/2.0`;
    const text = textOf(plan, {
      startLine,
      cseq: step.cseq,
      vias: vias.reverse(),
      toTag: step.toTag,
      byCallee: step.byCallee,
      extra,
      ...(step.sdp ? { sdp: step.sdp } : {}),
    });
    return { atMs: step.atMs + hop * HOP_MS, source: path[hop] ?? destination, destination, text };
  });
}

/** A response takes the way back, losing a Via at each machine. */
function response(plan: CallPlan, step: Step): SipPacket[] {
  const path = pathOf(plan, step.byCallee);
  return path
    .slice(1)
    .map((source, hop) => {
      const vias = path.slice(0, hop + 1).map((host, index) => viaOf(host, `${step.branch}${index}`));
      const extra = step.toTag ? [`Contact: <sip:${plan.callee.user}@${plan.callee.address}:${plan.callee.port}>`] : [];
      const text = textOf(plan, {
        startLine: `SIP/2.0 ${step.name}`,
        cseq: step.cseq,
        vias: vias.reverse(),
        toTag: step.toTag,
        byCallee: step.byCallee,
        extra,
        ...(step.sdp ? { sdp: step.sdp } : {}),
      });
      return { atMs: step.atMs + (path.length - 2 - hop) * HOP_MS, source, destination: path[hop] ?? source, text };
    })
    .reverse();
}

function invitation(plan: CallPlan): SipPacket[] {
  const invite = request(plan, {
    atMs: plan.startMs,
    name: 'INVITE',
    cseq: '1 INVITE',
    toTag: false,
    branch: `${plan.callId}i`,
    byCallee: false,
    sdp: plan.callerMedia,
  });
  const last = invite.at(-1);
  if (plan.retransmitInvite && last) invite.push({ ...last, atMs: last.atMs + 500 });
  return invite;
}

const answerTo = (plan: CallPlan, atMs: number, name: string, sdp?: Host): SipPacket[] =>
  response(plan, {
    atMs,
    name,
    cseq: '1 INVITE',
    toTag: !name.startsWith('100'),
    branch: `${plan.callId}i`,
    byCallee: false,
    ...(sdp ? { sdp } : {}),
  });

const acknowledge = (plan: CallPlan, atMs: number, branch: string): SipPacket[] =>
  request(plan, { atMs, name: 'ACK', cseq: '1 ACK', toTag: true, branch, byCallee: false });

function hangUp(plan: CallPlan, atMs: number): SipPacket[] {
  const byCallee = plan.endedBy === 'callee';
  const cseq = '2 BYE';
  const branch = `${plan.callId}b`;
  return [
    ...request(plan, { atMs, name: 'BYE', cseq, toTag: true, branch, byCallee }),
    ...response(plan, { atMs: atMs + 10, name: '200 OK', cseq, toTag: true, branch, byCallee }),
  ];
}

/** When the 200 to the INVITE leaves the callee; media runs from then to the BYE. */
export const answerTimeMs = (plan: CallPlan): number => plan.startMs + 40 + plan.ringMs;
export const byeTimeMs = (plan: CallPlan): number => answerTimeMs(plan) + 10 + plan.talkMs;

function ending(plan: CallPlan): SipPacket[] {
  const answeredMs = answerTimeMs(plan);
  switch (plan.outcome) {
    case 'completed':
      return [
        ...answerTo(plan, answeredMs, '200 OK', plan.calleeMedia),
        ...acknowledge(plan, answeredMs + 8, `${plan.callId}a`),
        ...hangUp(plan, byeTimeMs(plan)),
      ];
    case 'busy':
      return [...answerTo(plan, answeredMs, '486 Busy Here'), ...acknowledge(plan, answeredMs + 8, `${plan.callId}i`)];
    case 'notFound':
      return [...answerTo(plan, answeredMs, '404 Not Found'), ...acknowledge(plan, answeredMs + 8, `${plan.callId}i`)];
    case 'cancelled':
      return [
        ...request(plan, {
          atMs: answeredMs,
          name: 'CANCEL',
          cseq: '1 CANCEL',
          toTag: false,
          branch: `${plan.callId}i`,
          byCallee: false,
        }),
        ...response(plan, {
          atMs: answeredMs + 6,
          name: '200 OK',
          cseq: '1 CANCEL',
          toTag: true,
          branch: `${plan.callId}i`,
          byCallee: false,
        }),
        ...answerTo(plan, answeredMs + 8, '487 Request Terminated'),
        ...acknowledge(plan, answeredMs + 16, `${plan.callId}i`),
      ];
  }
}

/** All SIP packets of the call in time order. */
export function sipPacketsOf(plan: CallPlan): SipPacket[] {
  const ringing = plan.outcome === 'notFound' ? [] : answerTo(plan, plan.startMs + 40, '180 Ringing');
  const packets = [...invitation(plan), ...answerTo(plan, plan.startMs + 8, '100 Trying'), ...ringing, ...ending(plan)];
  return packets.sort((a, b) => a.atMs - b.atMs);
}
