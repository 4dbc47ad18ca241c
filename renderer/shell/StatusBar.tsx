import { formatBytes, formatCount } from '../../shared/format/quantity';
import type { CaptureState } from '../../shared/protocol/captureState';
import { usePreference, useSession } from '../store/hooks';

/** 98.2 kpps, 412 packets/s. */
const formatRate = (packetsPerSecond: number): readonly [string, string] =>
  packetsPerSecond >= 10_000
    ? [(packetsPerSecond / 1000).toFixed(1), 'kpps']
    : [formatCount(Math.round(packetsPerSecond)), 'packets/s'];

const TONES: Readonly<Record<CaptureState['kind'], string>> = {
  idle: 'prov',
  opening: 'warn',
  opened: 'ok',
  following: 'ok',
  starting: 'warn',
  capturing: 'ok',
  stopping: 'warn',
  stopped: 'prov',
  failed: 'error',
};

function StateWords({ capture }: { readonly capture: CaptureState }) {
  switch (capture.kind) {
    case 'idle':
      return <span>idle</span>;
    case 'failed':
      return (
        <span>
          <b>{capture.name}</b> failed
        </span>
      );
    case 'opening':
      return (
        <span>
          opening <b>{capture.name}</b>
        </span>
      );
    case 'opened':
      return (
        <span>
          file <b>{capture.name}</b>
          {capture.cancelled ? ', partly loaded' : ''}
        </span>
      );
    case 'following':
      return (
        <span>
          following <b>{capture.name}</b>
        </span>
      );
    case 'starting':
    case 'capturing':
    case 'stopping':
    case 'stopped':
      return (
        <span>
          {capture.kind} <b>{capture.interfaceName}</b>
        </span>
      );
  }
}

function Figure({
  label,
  value,
  warned,
}: {
  readonly label: string;
  readonly value: string;
  readonly warned?: boolean;
}) {
  return (
    <span>
      {label} <b className={warned ? 'warn' : undefined}>{value}</b>
    </span>
  );
}

function LiveFigures({ capture }: { readonly capture: CaptureState }) {
  const dropped = useSession(({ counters }) => counters.droppedPackets);
  if (capture.kind !== 'capturing' && capture.kind !== 'stopping') {
    if (capture.kind === 'idle' || capture.kind === 'failed' || dropped === null) return null;
    return <Figure label="capture drops" value={formatCount(dropped)} warned={dropped > 0} />;
  }
  const [rate, unit] = formatRate(capture.packetsPerSecond);
  const drops = dropped === null ? 'unknown' : formatCount(dropped);
  return (
    <>
      <span>
        <b>{rate}</b> {unit}
      </span>
      <Figure label="kernel drops" value={drops} warned={dropped !== null && dropped > 0} />
      <Figure
        label="backlog"
        value={capture.backlogBytes === 0 ? '0' : formatBytes(capture.backlogBytes)}
        warned={capture.backlogBytes > 64_000_000}
      />
      <Figure label="timestamps" value={capture.timestamps} />
      <Figure label="by" value={capture.source} />
    </>
  );
}

/** What a capture would be made with, where the reader has left the choice to the workbench or has chosen. */
function CaptureProgram() {
  const [choice] = usePreference('source');
  const sources = useSession(({ machine }) => machine?.sources);
  const program = sources?.find(({ name, available }) => (choice === 'auto' ? available : name === choice));
  if (!program) return null;
  const { name, detail } = program;
  // Most programs name themselves in their version text.
  return <Figure label="capture by" value={detail.toLowerCase().includes(name) ? detail : `${name} ${detail}`} />;
}

/** What is going on, in figures; losses of our own are never hidden. */
export function StatusBar() {
  const capture = useSession((session) => session.capture);
  const counters = useSession((session) => session.counters);
  const connected = useSession(({ connection }) => connection.kind === 'connected');
  const memory = useSession((session) => session.engineMemoryBytes);
  const { frames, undecodedFrames, truncatedFrames, decoderFaults, oldestFrame } = counters;
  return (
    <footer className="statusbar">
      <span className={`dot ${connected ? TONES[capture.kind] : 'error'}`} aria-hidden />
      {connected ? <StateWords capture={capture} /> : <span>no engine</span>}
      {capture.kind === 'idle' ? null : (
        <span>
          <b>{formatCount(frames)}</b> frames
        </span>
      )}
      <LiveFigures capture={capture} />
      {undecodedFrames > 0 ? <Figure label="not decoded" value={formatCount(undecodedFrames)} /> : null}
      {truncatedFrames > 0 ? <Figure label="cut off" value={formatCount(truncatedFrames)} /> : null}
      {decoderFaults > 0 ? <Figure label="decoder faults" value={formatCount(decoderFaults)} warned /> : null}
      <span className="grow" />
      {oldestFrame > 1 ? <Figure label="oldest frame kept" value={formatCount(oldestFrame)} /> : null}
      {capture.kind === 'idle' ? <CaptureProgram /> : null}
      {connected && memory > 0 ? <Figure label="engine" value={formatBytes(memory)} /> : null}
    </footer>
  );
}
