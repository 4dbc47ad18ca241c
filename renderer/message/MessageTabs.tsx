import type { MessageTab } from '../store/selection';
import { TabList } from '../ui/TabList';

const TABS = [
  ['tree', 'Tree'],
  ['raw', 'Raw'],
  ['hex', 'Hex'],
  ['frame', 'Frame'],
  ['difference', 'Diff', '', 'Difference from another message'],
] as const satisfies readonly (readonly [MessageTab, string, string?, string?])[];

type Props = { readonly tab: MessageTab; readonly onTab: (tab: MessageTab) => void };

/** Tree | Raw | Hex | Frame | Diff. */
export const MessageTabs = ({ tab, onTab }: Props) => (
  <TabList label="View of the message" tabs={TABS} tab={tab} onTab={onTab} />
);
