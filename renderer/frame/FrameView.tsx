import { useEffect, useMemo, useRef } from 'react';
import type { FrameNumber } from '../../shared/ids';
import { formatBytes, formatCount } from '../../shared/format/quantity';
import { formatClock } from '../../shared/format/time';
import type { CaptureStart } from '../../shared/capture/frame';
import type { FrameDetail } from '../../shared/protocol/rows';
import { ExplanationFoot } from '../message/ExplanationFoot';
import { explainField } from '../message/explainChoice';
import { FieldTree } from '../message/FieldTree';
import { HexDump } from '../message/HexDump';
import { useFieldSelection } from '../message/useFieldSelection';
import { Split } from '../shell/Split';
import { useCaptureStart } from '../store/hooks';
import type { FrameChoice } from './frameChoices';
import { NoFrame } from './NoFrame';
import { useFrameDetail } from './useFrameDetail';
import './frame.css';

/** `10:23:16.412 · 132 B of 1.5 kB captured · interface 2` */
export function describeFrame(detail: FrameDetail, start: CaptureStart | null): string {
  const { bytes, originalBytes, atMs, interfaceId } = detail;
  const cut = bytes.length < originalBytes ? ` of ${formatBytes(originalBytes)} captured` : '';
  const when = start === null ? '' : formatClock(start, atMs);
  return [when, `${formatBytes(bytes.length)}${cut}`, `interface ${interfaceId}`]
    .filter((part) => part !== '')
    .join(' · ');
}

type LayersProps = { readonly detail: FrameDetail; readonly facts: string; readonly takesKeyboard: boolean };

function Layers({ detail, facts, takesKeyboard }: LayersProps) {
  const body = useRef<HTMLDivElement>(null);
  const fielded = useMemo(() => ({ bytes: detail.bytes, fields: detail.layers }), [detail]);
  const selection = useFieldSelection(fielded);
  const { chosen } = selection;
  useEffect(() => {
    if (takesKeyboard) body.current?.querySelector<HTMLElement>('[role=tree]')?.focus();
  }, [takesKeyboard]);
  const explained = chosen.kind === 'field' ? explainField(fielded.fields, chosen.id) : null;
  return (
    <>
      <div ref={body} className="messagebody">
        <Split
          name="frame"
          orientation="vertical"
          firstPercent={52}
          first={<FieldTree detail={fielded} selection={selection} label="Layers of the frame" />}
          second={<HexDump detail={fielded} selection={selection} label="Bytes of the frame" />}
          label="Edge between layers and bytes"
        />
      </div>
      <ExplanationFoot {...(explained ?? { title: `Frame ${formatCount(detail.frame)}`, words: facts, value: null })} />
    </>
  );
}

type Props = {
  readonly choices: readonly FrameChoice[];
  readonly frame: FrameNumber;
  readonly onFrame: (frame: FrameNumber) => void;
  /** The tree has the keyboard as soon as it is there. */
  readonly takesKeyboard?: boolean;
};

/** A frame with all its layers: the tree of their fields, and their bytes; a choice where there are several frames. */
export function FrameView({ choices, frame, onFrame, takesKeyboard = false }: Props) {
  const start = useCaptureStart();
  const reading = useFrameDetail(frame);
  return (
    <div className="frameview">
      {choices.length < 2 ? null : (
        <div className="framechoice">
          <select
            aria-label="Frame shown"
            value={frame}
            onChange={({ target }) => onFrame(Number(target.value) as FrameNumber)}
          >
            {choices.map((choice) => (
              <option key={choice.frame} value={choice.frame}>
                {choice.words}
              </option>
            ))}
          </select>
        </div>
      )}
      {reading.kind === 'shown' ? (
        <Layers detail={reading.detail} facts={describeFrame(reading.detail, start)} takesKeyboard={takesKeyboard} />
      ) : (
        <NoFrame reading={reading} />
      )}
    </div>
  );
}
