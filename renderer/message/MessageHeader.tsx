import { formatEndpoint } from '../../shared/format/endpoint';
import { describeFrames } from '../../shared/format/frames';
import { formatBytes } from '../../shared/format/quantity';
import { describeMessage } from '../../shared/ladder/describeMessage';
import type { MessageDetail } from '../../shared/protocol/rows';
import type { MessageTab } from '../store/selection';
import { CopyMessage } from './CopyMessage';
import { MessageTabs } from './MessageTabs';
import { toneClass } from './messageTone';
import { visibleText } from './visibleText';

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
  const where = [transport, frames, `${row.source.address} → ${row.destination.address}`].join(' · ');
  const inFull = [
    transport,
    frames,
    `${formatEndpoint(row.source)} → ${formatEndpoint(row.destination)}`,
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
