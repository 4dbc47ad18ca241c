/** What the reader has chosen and the window remembers (localStorage); whatever is stored there is checked before use. */
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isHeaderName } from '../../shared/sip/legHeaders';

// zod's compiled checks need eval, which the page's content security policy forbids.
z.config({ jitless: true });

const STORAGE_KEY = 'laddergram.preferences';
const MOST_RECENT_FILES = 8;
/** As many as the protocol takes. */
export const MOST_LEG_HEADERS = 50;

const limit = z.number().int().min(1).max(2_000_000_000).nullable();
const ring = z.object({ filesizeKb: limit, durationS: limit, packets: limit, files: limit });
const columns = z.object({ widths: z.record(z.string(), z.number().min(24).max(1200)), hidden: z.array(z.string()) });

const preferences = z.object({
  theme: z.enum(['system', 'dark', 'light']).catch('system'),
  timeMode: z.enum(['clock', 'sinceStart', 'delta']).catch('sinceStart'),
  interfaceName: z.string().max(2048).catch(''),
  captureFilter: z.string().max(4000).catch(''),
  source: z.enum(['auto', 'dumpcap', 'tcpdump', 'cap']).catch('auto'),
  ring: ring.catch({ filesizeKb: 100_000, durationS: null, packets: null, files: 10 }),
  saveAs: z.string().max(4096).nullable().catch(null),
  hideOptions: z.boolean().catch(true),
  follow: z.boolean().catch(true),
  /** The call list shows one row per group of calls. */
  groupLegs: z.boolean().catch(false),
  /** The ladder leaves out messages that were seen before on another link. */
  hideCopies: z.boolean().catch(false),
  /** Header fields that join legs; null for the usual ones. */
  legHeaders: z.array(z.string().refine(isHeaderName)).max(MOST_LEG_HEADERS).nullable().catch(null),
  recentFiles: z.array(z.string().max(4096)).max(MOST_RECENT_FILES).catch([]),
  columns: z.record(z.string(), columns).catch({}),
  /** Sizes of split panes in percent, per split. */
  layouts: z.record(z.string(), z.record(z.string(), z.number().min(0).max(100))).catch({}),
});

export type Preferences = z.output<typeof preferences>;
export type ThemeChoice = Preferences['theme'];
export type ColumnChoice = z.output<typeof columns>;

/** Preferences from stored text; whatever is missing, unknown or not valid takes its default. */
export function parsePreferences(text: string | null): Preferences {
  try {
    const parsed = preferences.safeParse(JSON.parse(text ?? '{}'));
    return parsed.success ? parsed.data : preferences.parse({});
  } catch {
    return preferences.parse({});
  }
}

function readStored(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null; // a browser that forbids storage still gets a workbench
  }
}

function store(value: Preferences): void {
  try {
    localStorage.setItem(STORAGE_KEY, JSON.stringify(value));
  } catch {
    // full or forbidden: the choice holds for this window
  }
}

export function createPreferences(): StoreApi<Preferences> {
  const api = createStore<Preferences>(() => parsePreferences(readStored()));
  api.subscribe(store);
  return api;
}

/** The list with this file first, without its older mention. */
export const withRecentFile = (files: readonly string[], path: string): string[] =>
  [path, ...files.filter((known) => known !== path)].slice(0, MOST_RECENT_FILES);
