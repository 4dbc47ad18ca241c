import { X } from 'lucide-react';
import { Dialog } from 'radix-ui';
import { useDeferredValue, useMemo, useState } from 'react';
import { formatCount } from '../../shared/format/quantity';
import {
  REFERENCE_GROUPS,
  searchReference,
  type ReferenceEntry,
  type ReferenceGroup,
} from '../../shared/sip/reference';
import './reference.css';

const GROUPS = Object.keys(REFERENCE_GROUPS) as readonly ReferenceGroup[];

type Props = { readonly open: boolean; readonly onOpenChange: (open: boolean) => void };

function EntryRow({ entry, showGroup }: { readonly entry: ReferenceEntry; readonly showGroup: boolean }) {
  return (
    <div className="entry">
      <dt>
        {entry.name}
        {showGroup ? <span className="muted"> {REFERENCE_GROUPS[entry.group]}</span> : null}
      </dt>
      <dd>{entry.words}</dd>
    </div>
  );
}

function Entries({ search, group }: { readonly search: string; readonly group: ReferenceGroup | null }) {
  const found = useMemo(
    () => searchReference(search).filter((entry) => group === null || entry.group === group),
    [search, group],
  );
  if (found.length === 0) return <p className="hint">Nothing here has these words.</p>;
  return (
    <dl className="entries" aria-label={`${formatCount(found.length)} entries`} tabIndex={0}>
      {found.map((entry) => (
        <EntryRow key={`${entry.group} ${entry.name} ${entry.words}`} entry={entry} showGroup={group === null} />
      ))}
    </dl>
  );
}

function Lookup() {
  const [search, setSearch] = useState('');
  const [group, setGroup] = useState<ReferenceGroup | null>(null);
  const wanted = useDeferredValue(search);
  return (
    <>
      <div className="lookup">
        <input
          type="search"
          className="box"
          aria-label="Look up"
          placeholder="486, Session-Expires, rport …"
          value={search}
          autoFocus
          onChange={(event) => setSearch(event.target.value)}
        />
        <select
          aria-label="Kind"
          value={group ?? ''}
          onChange={(event) => setGroup(GROUPS.find((name) => name === event.target.value) ?? null)}
        >
          <option value="">All kinds</option>
          {GROUPS.map((name) => (
            <option key={name} value={name}>
              {REFERENCE_GROUPS[name]}
            </option>
          ))}
        </select>
      </div>
      <Entries search={wanted} group={group} />
    </>
  );
}

/** Every method, response, header field, parameter and cause with what it is for: works without a network. */
export function ReferenceDialog({ open, onOpenChange }: Props) {
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="veil" />
        <Dialog.Content className="dialog reference" aria-describedby={undefined}>
          <header>
            <Dialog.Title style={{ font: 'inherit' }}>SIP reference</Dialog.Title>
            <span className="grow" />
            <Dialog.Close className="plain" aria-label="Close">
              <X size={14} aria-hidden />
            </Dialog.Close>
          </header>
          <Lookup />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
