import { formatPercent } from '../../shared/format/quantity';
import { PaneTabs } from '../shell/PaneTabs';
import { useWatched } from '../store/hooks';

/** The streams of the open calls with their figures. */
export function MediaPane() {
  const { streams } = useWatched();
  return (
    <section className="pane" aria-label="Media">
      <header>
        <PaneTabs />
      </header>
      <ul>
        {streams.map((stream) => (
          <li key={stream.key}>
            {stream.codec} {stream.packets} packets, loss {formatPercent(stream.lossPercent)}
          </li>
        ))}
      </ul>
    </section>
  );
}
