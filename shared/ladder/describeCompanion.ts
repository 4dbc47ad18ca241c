import type { CompanionKind, CompanionRow } from '../protocol/rows';

/** What people call each kind; also how the summary of one begins when it names its version: `DTLS 1.2 · …`. */
const NAMES: Readonly<Record<CompanionKind, string>> = {
  stun: 'STUN',
  turn: 'TURN',
  dtls: 'DTLS',
  zrtp: 'ZRTP',
  t38: 'T.38',
  msrp: 'MSRP',
  report: 'HEP report',
};

const MOST_LABEL_SIGNS = 24;
const SEPARATOR = ' · ';

export type CompanionTone = 'plain' | 'warn';

export type CompanionText = { readonly label: string; readonly detail: string; readonly tone: CompanionTone };

/** STUN on a path of media is ICE as a rule, and then its summary says so. */
const nameOf = ({ kind, summary }: Pick<CompanionRow, 'kind' | 'summary'>): string =>
  kind === 'stun' && /\bICE\b/.test(summary) ? 'ICE' : NAMES[kind];

/** The words on a companion's bar: its name, with the version when its summary begins with that; the rest of the summary. */
export function describeCompanion(companion: Pick<CompanionRow, 'kind' | 'summary' | 'wrong'>): CompanionText {
  const name = nameOf(companion);
  const [first = '', ...rest] = companion.summary.split(SEPARATOR);
  const tone = companion.wrong ? 'warn' : 'plain';
  if (first.startsWith(name) && first.length <= MOST_LABEL_SIGNS) {
    return { label: first, detail: rest.join(SEPARATOR), tone };
  }
  return { label: name, detail: companion.summary, tone };
}
