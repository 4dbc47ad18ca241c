import { useSession, usePaneTab } from '../store/hooks';
import type { PaneTab } from '../store/selection';
import { focusSoon } from './focus';
import { TabList } from '../ui/TabList';

/** Ladder | Media | Story: stands first in the header of each pane. */
export function PaneTabs() {
  const [tab, setTab] = usePaneTab();
  const streams = useSession(({ watched }) => watched.streams.length);
  const tabs: readonly (readonly [PaneTab, string, string?])[] = [
    ['ladder', 'Ladder'],
    ['media', 'Media', streams > 0 ? String(streams) : ''],
    ['story', 'Story'],
  ];
  const show = (next: PaneTab): void => {
    setTab(next);
    focusSoon(`.pane [data-tab=${next}]`); // the tabs are drawn anew with the pane that they stand in
  };
  return <TabList label="Lower pane" tabs={tabs} tab={tab} onTab={show} />;
}
