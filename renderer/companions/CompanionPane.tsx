import { TriangleAlert } from 'lucide-react';
import { useRef, useState, type KeyboardEvent } from 'react';
import type { FrameNumber } from '../../shared/ids';
import { describeCompanion } from '../../shared/ladder/describeCompanion';
import type { CompanionRow } from '../../shared/protocol/rows';
import { FrameView } from '../frame/FrameView';
import { ExplanationFoot } from '../message/ExplanationFoot';
import { visibleText } from '../message/visibleText';
import { TabList } from '../ui/TabList';
import { COMPANION_ICONS } from './companionIcons';
import { CompanionFacts } from './CompanionFacts';
import { framesOfEvents } from './companionEvents';
import { EventList } from './EventList';
import '../message/message.css';
import './companions.css';

type Tab = 'events' | 'frame';

const TABS = [
  ['events', 'Events'],
  ['frame', 'Frame'],
] as const satisfies readonly (readonly [Tab, string])[];

/** The longest text of an agent's report. */
const MOST_WORDS = 4096;

function Title({ companion }: { readonly companion: CompanionRow }) {
  const Icon = COMPANION_ICONS[companion.kind];
  const { label } = describeCompanion(companion);
  return (
    <>
      <Icon size={14} className="muted" aria-hidden />
      <b>{visibleText(label, 80)}</b>
      {companion.wrong ? (
        <span className="warn wrong" title="Something in it is wrong">
          <TriangleAlert size={13} aria-label="Something in it is wrong" />
        </span>
      ) : null}
      <span className="grow" />
    </>
  );
}

/** Which event stands under the cursor, and the frame that was picked instead of its own. */
type Place = { readonly at: number; readonly frame: FrameNumber | null };

function Companion({ companion }: { readonly companion: CompanionRow }) {
  const section = useRef<HTMLElement>(null);
  const [tab, setTab] = useState<Tab>('events');
  const [entered, setEntered] = useState(false);
  const [place, setPlace] = useState<Place>({ at: 0, frame: null });
  const event = companion.events[place.at];
  const show = (next: Tab): void => {
    setEntered(false);
    setTab(next);
  };
  /** From an event into its frame: the keyboard comes along, and waits on the pane until the frame has been read. */
  const enterFrame = (): void => {
    setEntered(true);
    setTab('frame');
    requestAnimationFrame(() => {
      if (!section.current?.contains(document.activeElement)) section.current?.focus();
    });
  };
  const backToEvents = (key: KeyboardEvent): void => {
    if (key.key !== 'Escape' || tab !== 'frame') return;
    key.preventDefault();
    show('events');
    requestAnimationFrame(() => section.current?.querySelector<HTMLElement>('[role=listbox]')?.focus());
  };
  return (
    <section
      ref={section}
      className="pane message companion"
      tabIndex={-1}
      aria-label="Beside RTP"
      onKeyDown={backToEvents}
    >
      <header>
        <Title companion={companion} />
        <TabList label="View of the companion" tabs={TABS} tab={tab} onTab={show} />
      </header>
      {tab === 'frame' && event ? (
        <FrameView
          choices={framesOfEvents(companion.events)}
          frame={place.frame ?? event.frame}
          onFrame={(frame) => setPlace({ ...place, frame })}
          takesKeyboard={entered}
        />
      ) : (
        <>
          <CompanionFacts companion={companion} />
          <EventList
            companion={companion}
            at={place.at}
            onChoose={(at) => setPlace({ at, frame: null })}
            onOpen={enterFrame}
          />
          {event ? (
            <ExplanationFoot title="Event" words={visibleText(event.words, MOST_WORDS)} value={event.words} />
          ) : null}
        </>
      )}
    </section>
  );
}

/** What runs beside RTP between two endpoints: what it is, how it stands, and what happened in it. */
export function CompanionPane({ companion }: { readonly companion: CompanionRow }) {
  return <Companion key={companion.key} companion={companion} />;
}
