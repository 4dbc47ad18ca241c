import { formatPercent } from '../../shared/format/quantity';
import { QUALITY_LIMITS } from '../../shared/rtp/qualityLimits';
import type { CallRow, DirectionQuality } from '../../shared/protocol/rows';

/** Loss at which speech is hard to follow whatever the codec. */
const HEAVY_LOSS_PERCENT = 5;

export const jitterTone = (jitterMs: number): string => (jitterMs > QUALITY_LIMITS.jitterMs ? 'warn' : '');
export const lossTone = (lossPercent: number): string =>
  lossPercent > HEAVY_LOSS_PERCENT ? 'error' : lossPercent > QUALITY_LIMITS.lossPercent ? 'warn' : '';

export const formatJitter = (jitterMs: number): string => jitterMs.toFixed(jitterMs < 100 ? 1 : 0);

type Part = { readonly text: string; readonly tone: string };

function lossPart(quality: DirectionQuality | null): Part {
  if (quality === null) return { text: '–', tone: 'muted' };
  if (quality.lossPercent === 0) return { text: '0', tone: 'muted' };
  return { text: formatPercent(quality.lossPercent), tone: lossTone(quality.lossPercent) };
}

function jitterPart(quality: DirectionQuality | null): Part {
  if (quality === null) return { text: '–', tone: 'muted' };
  return { text: formatJitter(quality.maxJitterMs), tone: jitterTone(quality.maxJitterMs) };
}

/** Caller to callee, then back. */
function BothWays({ there, back }: { readonly there: Part; readonly back: Part }) {
  return (
    <>
      <span className={there.tone}>{there.text}</span> <span className="muted">/</span>{' '}
      <span className={back.tone}>{back.text}</span>
    </>
  );
}

export const LossBothWays = ({ call }: { readonly call: CallRow }) => (
  <BothWays there={lossPart(call.callerToCallee)} back={lossPart(call.calleeToCaller)} />
);

export const JitterBothWays = ({ call }: { readonly call: CallRow }) => (
  <BothWays there={jitterPart(call.callerToCallee)} back={jitterPart(call.calleeToCaller)} />
);
