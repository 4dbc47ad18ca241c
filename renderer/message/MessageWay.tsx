import { Layers, Unplug } from 'lucide-react';
import { describeEncapsulation, describeEncapsulationInFull } from '../../shared/format/encapsulation';
import { formatEndpoint } from '../../shared/format/endpoint';
import { describeUndeliverable } from '../../shared/format/undeliverable';
import type { FrameNumber } from '../../shared/ids';
import type { MessageRow } from '../../shared/protocol/rows';

type Props = {
  readonly row: Pick<MessageRow, 'encapsulation' | 'undeliverable' | 'atMs' | 'source' | 'destination'>;
  /** The frame of an ICMP error is asked for. */
  readonly onFrame: (frame: FrameNumber) => void;
};

/** How the message travelled, where there is more to say than two addresses: its wrappings, and that it did not arrive. */
export function MessageWay({ row, onFrame }: Props) {
  const { encapsulation, undeliverable, atMs } = row;
  if (encapsulation === null && undeliverable === null) return null;
  const inside = `inside ${formatEndpoint(row.source)} → ${formatEndpoint(row.destination)}`;
  const tunnelled = encapsulation?.tunnels.some(({ source }) => source !== null) ?? false;
  return (
    <div className="way" role="group" aria-label="Way of the message">
      {encapsulation === null ? null : (
        <p title={`${describeEncapsulationInFull(encapsulation)}\n${inside}`}>
          <Layers size={13} className="muted" aria-hidden />
          <span>
            {describeEncapsulation(encapsulation)}
            {tunnelled ? <span className="muted"> · {inside}</span> : null}
          </span>
        </p>
      )}
      {undeliverable === null ? null : (
        <button type="button" title="Show the frame of the ICMP error" onClick={() => onFrame(undeliverable.frame)}>
          <Unplug size={13} className="error" aria-hidden />
          <span>
            <b className="error">Undeliverable</b> {describeUndeliverable(undeliverable, atMs)}
          </span>
        </button>
      )}
    </div>
  );
}
