import { useRef, useState, type KeyboardEvent } from 'react';
import type { FrameNumber, KeepaliveKey } from '../../shared/ids';
import type { KeepaliveRow } from '../../shared/protocol/exchangeRows';
import { FrameView } from '../frame/FrameView';
import { TimeChips } from '../ladder/TimeChips';
import { focusSoon } from '../shell/focus';
import { PaneTabs } from '../shell/PaneTabs';
import { useSelectedMessage, useWatched } from '../store/hooks';
import { TabList } from '../ui/TabList';
import { ChangeList } from './ChangeList';
import { framesOfChanges } from './changeWords';
import { describePair, METHODS } from './describeKeepalive';
import { KeepaliveFacts } from './KeepaliveFacts';
import { NoKeepalive } from './NoKeepalive';
import { useKeepalive } from './useKeepalive';
import '../message/message.css';
import '../companions/companions.css';
import './keepalives.css';

type Tab = 'history' | 'frame';

const TABS = [
  ['history', 'History'],
  ['frame', 'Frame'],
] as const satisfies readonly (readonly [Tab, string])[];

/** Which change the reader stands on, and the frame that was picked instead of its own. */
type Place = { readonly at: number; readonly frame: FrameNumber | null };

function Keepalive({ keepalive }: { readonly keepalive: KeepaliveRow }) {
  const body = useRef<HTMLDivElement>(null);
  const [tab, setTab] = useState<Tab>('history');
  const [place, setPlace] = useState<Place | null>(null);
  const { messages } = useWatched();
  const [, selectMessage] = useSelectedMessage();
  const { changes } = keepalive;
  const at = place === null ? changes.length - 1 : Math.min(place.at, changes.length - 1);
  const change = changes[at];
  /** The message that shows the change goes along, when there is one. */
  const choose = (row: number): void => {
    setPlace({ at: row, frame: null });
    const message = messages.find(({ frame }) => frame === changes[row]?.frame);
    if (message) selectMessage(message.index);
  };
  const enterFrame = (): void => {
    setTab('frame');
    requestAnimationFrame(() => body.current?.focus());
  };
  const backToHistory = (key: KeyboardEvent): void => {
    if (key.key !== 'Escape' || tab !== 'frame') return;
    key.preventDefault();
    setTab('history');
    focusSoon('.keepalive [role=listbox]');
  };
  const isFrame = tab === 'frame' && change !== undefined;
  return (
    <div ref={body} className="keepalivebody" tabIndex={-1} onKeyDown={backToHistory}>
      <div className="ladderbar">
        <TabList label="View of the keepalive" tabs={TABS} tab={tab} onTab={setTab} />
      </div>
      {isFrame ? (
        <FrameView
          choices={framesOfChanges(changes)}
          frame={place?.frame ?? change.frame}
          onFrame={(frame) => setPlace({ at, frame })}
          takesKeyboard
        />
      ) : (
        <>
          <KeepaliveFacts keepalive={keepalive} />
          <ChangeList keepalive={keepalive} at={at} onChoose={choose} onOpen={enterFrame} />
        </>
      )}
    </div>
  );
}

/** How a pair of hosts keeps in touch: figures, and when it went up and down. */
export function KeepalivePane({ keepalive: key }: { readonly keepalive: KeepaliveKey }) {
  const reading = useKeepalive(key);
  const shown = reading.kind === 'shown' ? reading.detail : null;
  return (
    <section className="pane keepalive" aria-label="Keepalive" tabIndex={-1}>
      <header>
        <PaneTabs />
        {shown === null ? null : (
          <b className="who">
            {METHODS[shown.method]} {describePair(shown)}
          </b>
        )}
        <span className="grow" />
        <TimeChips />
      </header>
      {reading.kind === 'shown' ? (
        <Keepalive key={reading.detail.key} keepalive={reading.detail} />
      ) : (
        <NoKeepalive reading={reading} />
      )}
    </section>
  );
}
