import type { ReactNode } from 'react';
import { formatCount } from '../../shared/format/quantity';
import { Chip } from '../ui/Chip';
import type { ListView } from '../ui/listSource';
import { SearchField } from '../ui/SearchField';
import { LowerPanes } from './LowerPanes';
import { Split } from './Split';
import type { Follow } from './useFollow';

type Props = {
  readonly view: Pick<ListView<unknown>, 'matching' | 'total'>;
  /** What the rows are: one, and several. */
  readonly nouns: readonly [string, string];
  /** Stands before the search. */
  readonly lead?: ReactNode;
  readonly onSearch: (words: string) => void;
  readonly follow: Follow;
  readonly chips?: ReactNode;
  readonly table: ReactNode;
  readonly hint: ReactNode;
};

/** What every list has around it: search and chips above, the panes of what is open below. */
export function ListFrame({ view, nouns, lead, onSearch, follow, chips, table, hint }: Props) {
  const { matching, total } = view;
  const [one, several] = nouns;
  const all = `${formatCount(total)} ${total === 1 ? one : several}`;
  return (
    <div className="view">
      <div className="filter" role="search">
        {lead}
        <SearchField label="search" placeholder={`words that all occur in one ${one}`} onSearch={onSearch} />
        {chips}
        {follow.live ? (
          <Chip on={follow.on} onToggle={follow.toggle}>
            follow
          </Chip>
        ) : null}
        <span className="count muted" role="status">
          {matching === total ? all : `${formatCount(matching)} of ${all}`}
        </span>
      </div>
      <Split
        name="list"
        orientation="vertical"
        firstPercent={36}
        first={table}
        second={<LowerPanes hint={matching > 0 ? hint : null} />}
        label="Edge between list and panes"
      />
    </div>
  );
}
