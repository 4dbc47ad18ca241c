import { formatEndpoint } from '../../../../shared/format/endpoint';
import type { CallSide, NegotiatedFlow, NegotiatedMedia } from '../../../../shared/protocol/callStory';
import { sameEndpoint } from '../../../../shared/sameEndpoint';
import { MAX_CHANGES } from './storyLimits';

type FlowKey = 'callerToCallee' | 'calleeToCaller';

const WAYS: readonly (readonly [FlowKey, string])[] = [
  ['callerToCallee', ' from caller to callee'],
  ['calleeToCaller', ' from callee to caller'],
];
const SIDES: readonly CallSide[] = ['caller', 'callee'];

/** Without the clock rate where the name alone tells the two apart. */
function codecChange(before: string, now: string): string {
  const [beforeName = '', nowName = ''] = [before.split('/')[0], now.split('/')[0]];
  return beforeName.toLowerCase() === nowName.toLowerCase() ? `${before} → ${now}` : `${beforeName} → ${nowName}`;
}

/** What differs in a figure of both flows: told once where it is the same both ways. */
function flowChange(
  before: NegotiatedMedia,
  now: NegotiatedMedia,
  differenceOf: (before: NegotiatedFlow, now: NegotiatedFlow) => string,
  name: string,
): readonly string[] {
  const found = WAYS.flatMap(([key, way]) => {
    const [old, fresh] = [before[key], now[key]];
    const difference = old === null || fresh === null ? '' : differenceOf(old, fresh);
    return difference === '' ? [] : [{ difference, way }];
  });
  const [first] = found;
  if (first === undefined) return [];
  const comparable = WAYS.filter(([key]) => before[key] !== null && now[key] !== null).length;
  const isSameBothWays =
    found.length === comparable && found.every(({ difference }) => difference === first.difference);
  if (isSameBothWays) return [`${name} ${first.difference}`];
  return found.map(({ difference, way }) => `${name} ${difference}${way}`);
}

const codecOf = (before: NegotiatedFlow, now: NegotiatedFlow): string =>
  before.codec.toLowerCase() === now.codec.toLowerCase() ? '' : codecChange(before.codec, now.codec);

const payloadTypeOf = (before: NegotiatedFlow, now: NegotiatedFlow): string =>
  before.codec.toLowerCase() !== now.codec.toLowerCase() || before.payloadType === now.payloadType
    ? ''
    : `${before.payloadType} → ${now.payloadType}`;

const dtmfOf = (before: NegotiatedFlow, now: NegotiatedFlow): string =>
  before.dtmfPayloadType === now.dtmfPayloadType
    ? ''
    : `${before.dtmfPayloadType ?? 'none'} → ${now.dtmfPayloadType ?? 'none'}`;

const ptimeOf = (before: NegotiatedFlow, now: NegotiatedFlow): string =>
  before.ptimeMs === null || now.ptimeMs === null || before.ptimeMs === now.ptimeMs
    ? ''
    : `${before.ptimeMs} ms → ${now.ptimeMs} ms`;

const isHolding = (media: NegotiatedMedia, side: CallSide): boolean => media.heldBy === side || media.heldBy === 'both';

function holdChanges(before: NegotiatedMedia, now: NegotiatedMedia): readonly string[] {
  return SIDES.flatMap((side) => {
    if (isHolding(before, side) === isHolding(now, side)) return [];
    return [isHolding(now, side) ? `hold by the ${side}` : `resumed by the ${side}`];
  });
}

function moves(before: NegotiatedMedia, now: NegotiatedMedia): readonly string[] {
  return SIDES.flatMap((side) => {
    const [old, fresh] = [before[`${side}Endpoint`], now[`${side}Endpoint`]];
    if (old === null || fresh === null || sameEndpoint(old, fresh)) return [];
    return [`${side}’s media moved to ${formatEndpoint(fresh)}`];
  });
}

function protectionChange(before: NegotiatedMedia, now: NegotiatedMedia): readonly string[] {
  if (before.crypto !== now.crypto) return [`encryption ${before.crypto || 'none'} → ${now.crypto || 'none'}`];
  return before.profile === now.profile ? [] : [`profile ${before.profile} → ${now.profile}`];
}

function lineChanges(before: NegotiatedMedia | undefined, now: NegotiatedMedia): readonly string[] {
  if (before === undefined || !before.accepted) return now.accepted ? [`${now.type} added`] : [];
  if (!now.accepted) return [`${before.type} removed`];
  if (before.type !== now.type) return [`${before.type} → ${now.type}`];
  return [
    ...holdChanges(before, now),
    ...flowChange(before, now, codecOf, 'codec'),
    ...flowChange(before, now, payloadTypeOf, 'payload type'),
    ...flowChange(before, now, dtmfOf, 'DTMF payload type'),
    ...flowChange(before, now, ptimeOf, 'ptime'),
    ...moves(before, now),
    ...protectionChange(before, now),
    ...(before.ice === now.ice ? [] : [now.ice ? 'ICE added' : 'ICE dropped']),
  ];
}

/** What is different from what was agreed before, in words; lines are compared by their place (RFC 3264 §8). */
export function mediaChanges(before: readonly NegotiatedMedia[], now: readonly NegotiatedMedia[]): readonly string[] {
  const severalLines = Math.max(before.length, now.length) > 1;
  const changes = now.flatMap((line, at) => {
    const old = before[at];
    const isPlain = !severalLines || !line.accepted || old?.accepted !== true || old.type !== line.type;
    return lineChanges(old, line).map((change) => (isPlain ? change : `${line.type}: ${change}`));
  });
  return changes.slice(0, MAX_CHANGES);
}

const laterFlow = (before: NegotiatedMedia | undefined, now: NegotiatedMedia, key: FlowKey): NegotiatedFlow | null =>
  now[key] ?? (before?.type === now.type ? before[key] : null);

/**
 * What the next negotiation is compared with: as agreed now, and where nothing flows on hold as it was before, so that resuming
 * with the same codec and place changes neither.
 */
export function agreedSoFar(
  before: readonly NegotiatedMedia[],
  now: readonly NegotiatedMedia[],
): readonly NegotiatedMedia[] {
  return now.map((line, at) => {
    const old = before[at];
    if (!line.accepted) return line;
    return {
      ...line,
      callerToCallee: laterFlow(old, line, 'callerToCallee'),
      calleeToCaller: laterFlow(old, line, 'calleeToCaller'),
      callerEndpoint: line.callerEndpoint ?? old?.callerEndpoint ?? null,
      calleeEndpoint: line.calleeEndpoint ?? old?.calleeEndpoint ?? null,
    };
  });
}
