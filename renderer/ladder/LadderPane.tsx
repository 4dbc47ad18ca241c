import { formatSeconds } from '../../shared/format/time';
import { describeMessage } from '../../shared/ladder/describeMessage';
import { useExportCalls } from '../calls/exportCalls';
import { PaneTabs } from '../shell/PaneTabs';
import { useSelectedMessage, useWatched } from '../store/hooks';

/** The messages of the open calls in time order. */
export function LadderPane() {
  const { messages } = useWatched();
  const [selected, select] = useSelectedMessage();
  const exportCalls = useExportCalls();
  return (
    <section className="pane" aria-label="Ladder">
      <header>
        <PaneTabs />
        <span className="grow" />
        <button type="button" onClick={() => exportCalls('pdf')}>
          PDF
        </button>
        <button type="button" onClick={() => exportCalls('pcapng')}>
          pcapng
        </button>
      </header>
      <ol>
        {messages.map((message) => (
          <li key={message.index} aria-current={message.index === selected} onClick={() => select(message.index)}>
            {formatSeconds(message.atMs)} {describeMessage(message).label}
          </li>
        ))}
      </ol>
    </section>
  );
}
