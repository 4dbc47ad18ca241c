import { formatCount } from '../../shared/format/quantity';
import { useSelection, useSession, useWorkbench } from '../store/hooks';
import { withStreamList } from '../store/selection';
import { Segmented } from '../ui/Segmented';

/** RTP | Beside RTP: which list the streams view shows. */
export function StreamSwitch() {
  const { selection } = useWorkbench();
  const streamList = useSelection((state) => state.streamList);
  const { streams, companions } = useSession((session) => session.lists);
  return (
    <Segmented
      label="List of streams"
      choices={[
        { name: 'rtp', words: 'RTP', count: formatCount(streams.total) },
        { name: 'beside', words: 'Beside RTP', count: formatCount(companions.total) },
      ]}
      chosen={streamList}
      onChoose={(list) => selection.setState(withStreamList(selection.getState(), list))}
    />
  );
}
