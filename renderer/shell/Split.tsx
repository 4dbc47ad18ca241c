import { Group, Panel, Separator } from 'react-resizable-panels';
import type { ReactNode } from 'react';
import { usePreference } from '../store/hooks';

type Props = {
  /** Name under which the sizes are remembered. */
  readonly name: string;
  readonly orientation: 'horizontal' | 'vertical';
  /** Percent of the first part before it was ever moved. */
  readonly firstPercent: number;
  readonly first: ReactNode;
  readonly second: ReactNode;
  readonly label: string;
};

/** Two parts with an edge between them that can be dragged, or moved with the arrow keys. */
export function Split({ name, orientation, firstPercent, first, second, label }: Props) {
  const [layouts, setLayouts] = usePreference('layouts');
  return (
    <Group
      className="split"
      orientation={orientation}
      defaultLayout={layouts[name]}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        if (isUserInteraction) setLayouts({ ...layouts, [name]: layout });
      }}
    >
      <Panel id="first" defaultSize={`${firstPercent}%`} minSize="12%">
        {first}
      </Panel>
      <Separator aria-label={label} />
      <Panel id="second" minSize="12%">
        {second}
      </Panel>
    </Group>
  );
}
