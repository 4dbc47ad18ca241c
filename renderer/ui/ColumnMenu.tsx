import { Columns3 } from 'lucide-react';
import { DropdownMenu } from 'radix-ui';
import type { Column, TableColumns } from './tableColumns';
import { overlayRoot } from './overlayRoot';

type Props<Row, Sort extends string> = {
  readonly columns: TableColumns<Row, Sort>;
  readonly all: readonly Column<Row, Sort>[];
};

/** Which columns a list shows. */
export function ColumnMenu<Row, Sort extends string>({ columns, all }: Props<Row, Sort>) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className="columnmenu" aria-label="Columns" title="Columns">
        <Columns3 size={12} aria-hidden />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal container={overlayRoot()}>
        <DropdownMenu.Content className="menu" align="end" sideOffset={2}>
          {all
            .filter(({ fixed }) => !fixed)
            .map((column) => (
              <DropdownMenu.CheckboxItem
                key={column.id}
                className="item"
                checked={columns.isShown(column)}
                disabled={columns.isShown(column) && columns.shown.length <= 2}
                onCheckedChange={() => columns.toggle(column)}
                onSelect={(event) => event.preventDefault()}
              >
                <span className="tick">
                  <DropdownMenu.ItemIndicator>✓</DropdownMenu.ItemIndicator>
                </span>
                {column.longTitle ?? column.title}
              </DropdownMenu.CheckboxItem>
            ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
