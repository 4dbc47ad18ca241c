import { formatEndpoint } from '../../shared/format/endpoint';
import { formatBytes, formatCount } from '../../shared/format/quantity';
import { describeMessage } from '../../shared/ladder/describeMessage';
import type { MessageDetail, MessageRow } from '../../shared/protocol/rows';
import { CopyMessage } from './CopyMessage';
import { MessageTabs, type MessageTab } from './MessageTabs';
import { toneClass } from './messageTone';
import { visibleText } from './visibleText';

const MOST_FRAMES = 4;

/** Frames a message came in: `frame 4,218`, `frames 4,216–4,218`, or the first few of many. */
export function describeFrames({ frame, frames }: Pick<MessageRow, 'frame' | 'frames'>): string {
  if (frames.length < 2) return `frame ${formatCount(frame)}`;
  const first = frames[0]!;
  const last = frames.at(-1)!;
  if (last - first === frames.length - 1) return `frames ${formatCount(first)}–${formatCount(last)}`;
  const named = frames.slice(0, MOST_FRAMES).map(formatCount).join(', ');
  return frames.length > MOST_FRAMES ? `frames ${named} and ${frames.length - MOST_FRAMES} more` : `frames ${named}`;
}

type Props = {
  readonly detail: MessageDetail;
  readonly text: string;
  readonly tab: MessageTab;
  readonly onTab: (tab: MessageTab) => void;
};

/** What the message is, where it came from and went to; the tabs; copy. */
export function MessageHeader({ detail, text, tab, onTab }: Props) {
  const { row } = detail;
  const { label, tone } = describeMessage(row);
  const frames = describeFrames(row);
  const transport = row.transport.toUpperCase();
  const where = [frames, `${row.source.address} → ${row.destination.address}`, transport].join(' · ');
  const inFull = [
    frames,
    `${formatEndpoint(row.source)} → ${formatEndpoint(row.destination)}`,
    transport,
    formatBytes(row.sizeBytes),
  ].join(' · ');
  return (
    <header>
      <b className={toneClass(tone)} title={visibleText(label)}>
        {visibleText(label, 80)}
      </b>
      <span className="muted where" title={inFull}>
        {where}
      </span>
      <MessageTabs tab={tab} onTab={onTab} />
      <CopyMessage text={text} />
    </header>
  );
}
