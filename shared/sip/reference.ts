import { HEADERS } from './headerNames';
import { SIP_ISSUES } from './issueKinds';
import { describeMethod, METHODS } from './methods';
import { OPTION_TAG_PURPOSES } from './optionTags';
import { PARAMETER_PURPOSES } from './parameterNames';
import { Q850_CAUSES } from './q850Causes';
import { statusWords } from './statusCodes';
import { STATUS_EXPLANATIONS } from './statusExplanations';

export const REFERENCE_GROUPS = {
  method: 'Methods',
  response: 'Responses',
  header: 'Header fields',
  parameter: 'Parameters',
  optionTag: 'Option tags and event packages',
  cause: 'Q.850 causes',
  issue: 'Issues',
} as const;

export type ReferenceGroup = keyof typeof REFERENCE_GROUPS;

/** One thing of SIP: what it is called, what it is for and where that is written. */
export type ReferenceEntry = {
  readonly group: ReferenceGroup;
  /** `INVITE`, `486 Busy Here`, `Contact (m)`; empty for an issue, which its words name. */
  readonly name: string;
  readonly words: string;
};

const withSource = (purpose: string, rfc: string): string => (rfc === '' ? purpose : `${purpose} (${rfc})`);

function* entries(): Generator<ReferenceEntry> {
  for (const name of METHODS) {
    const meaning = describeMethod(name);
    if (meaning !== null) yield { group: 'method', name, words: withSource(meaning.purpose, meaning.rfc) };
  }
  for (const [status, words] of STATUS_EXPLANATIONS) {
    yield { group: 'response', name: statusWords(status), words };
  }
  for (const { name, compact, purpose, rfc } of HEADERS) {
    yield { group: 'header', name: compact === '' ? name : `${name} (${compact})`, words: withSource(purpose, rfc) };
  }
  for (const [name, words] of PARAMETER_PURPOSES) yield { group: 'parameter', name, words };
  for (const [name, words] of OPTION_TAG_PURPOSES) yield { group: 'optionTag', name, words };
  for (const [cause, words] of Q850_CAUSES) yield { group: 'cause', name: `cause ${cause}`, words };
  for (const words of Object.values(SIP_ISSUES)) yield { group: 'issue', name: '', words };
}

let known: readonly ReferenceEntry[] | null = null;

/** All that the workbench has words for, in the order of `REFERENCE_GROUPS`; made when it is first asked for. */
export const reference = (): readonly ReferenceEntry[] => (known ??= [...entries()]);

const rankOf = ({ name }: ReferenceEntry, word: string): number => {
  const lower = name.toLowerCase();
  if (lower === word || lower.split(' ')[0] === word) return 0;
  if (lower.startsWith(word)) return 1;
  return lower.includes(word) ? 2 : 3;
};

/** Entries in which all words occur, those whose name fits the first word best in front; every entry without words. */
export function searchReference(search: string): readonly ReferenceEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return reference();
  return reference()
    .filter(({ name, words: text }) => {
      const all = `${name} ${text}`.toLowerCase();
      return words.every((word) => all.includes(word));
    })
    .map((entry) => ({ entry, rank: rankOf(entry, first) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ entry }) => entry);
}
