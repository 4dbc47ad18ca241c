import { Activity, List, Mail, UserRound, type LucideIcon } from 'lucide-react';
import { formatCount } from '../../shared/format/quantity';
import type { ListName, ListStates } from '../../shared/protocol/deltas';
import { useSelection, useSession, useWorkbench } from '../store/hooks';
import { showView } from './focus';
import type { ViewName } from '../store/selection';

const VIEWS: readonly (readonly [ViewName, string, LucideIcon])[] = [
  ['calls', 'Calls', List],
  ['registrations', 'Registrations', UserRound],
  ['streams', 'Streams', Activity],
  ['messages', 'Messages', Mail],
];

/** Counts that fit beside a name: 9.8k from ten thousand on. */
const shortCount = (count: number): string =>
  count < 10_000 ? formatCount(count) : count < 1e6 ? `${(count / 1e3).toFixed(0)}k` : `${(count / 1e6).toFixed(1)}M`;

type Counts = { readonly shown: string; readonly title: string | undefined };

type Nouns = readonly [one: string, several: string];

/** What the other list of a view counts, and what either is called. */
const BESIDE = {
  streams: ['companions', ['RTP stream', 'RTP streams'], ['beside RTP', 'beside RTP']],
  registrations: ['keepalives', ['registration', 'registrations'], ['keepalive', 'keepalives']],
  messages: ['exchanges', ['message', 'messages'], ['exchange', 'exchanges']],
} as const satisfies Partial<Record<ViewName, readonly [ListName, Nouns, Nouns]>>;

const counted = (count: number, [one, several]: Nouns): string =>
  `${formatCount(count)} ${count === 1 ? one : several}`;

/** What is in a view's list; what is in its other list is counted apart. */
function countsOf(lists: ListStates, view: ViewName): Counts {
  const { total } = lists[view];
  if (view === 'calls') return { shown: shortCount(total), title: undefined };
  const [other, ofOne, ofOther] = BESIDE[view];
  const beside = lists[other].total;
  if (beside === 0) return { shown: shortCount(total), title: undefined };
  return {
    shown: `${shortestCount(total)}+${shortestCount(beside)}`,
    title: `${counted(total, ofOne)}, ${counted(beside, ofOther)}`,
  };
}

/** Two counts have to share the room of one: 2k+120. */
const shortestCount = (count: number): string =>
  count < 1000 ? String(count) : count < 1e6 ? `${(count / 1e3).toFixed(0)}k` : `${(count / 1e6).toFixed(0)}M`;

/** The four lists with what is in them. */
export function Navigation() {
  const { selection } = useWorkbench();
  const view = useSelection((state) => state.view);
  const lists = useSession((session) => session.lists);
  return (
    <nav aria-label="Views">
      {VIEWS.map(([name, label, Icon]) => (
        <button
          key={name}
          type="button"
          aria-current={view === name ? 'page' : undefined}
          onClick={() => showView(selection, name)}
        >
          <Icon size={14} strokeWidth={1.6} aria-hidden />
          {label}
          <i title={countsOf(lists, name).title}>{countsOf(lists, name).shown}</i>
        </button>
      ))}
    </nav>
  );
}
