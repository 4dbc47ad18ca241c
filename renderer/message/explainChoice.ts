import type { MessageDetail, MessageField } from '../../shared/protocol/rows';
import { describeMethod } from '../../shared/sip/methods';
import { statusWords } from '../../shared/sip/statusCodes';
import { explainStatus } from '../../shared/sip/statusExplanations';
import { fieldAt, fieldPath } from './fieldTree';
import type { Chosen } from './useFieldSelection';

/** What stands at the foot of the message; `value` can be copied when there is one. */
export type Explanation = {
  readonly title: string;
  readonly words: string;
  /** What is unusual about this very value; empty when nothing is. */
  readonly unusual?: string;
  readonly value: string | null;
};

const NO_WORDS = 'The workbench has no words for this field.';

function explainMessage({ row }: MessageDetail): Explanation {
  if (row.status !== null) {
    const title = row.status < 300 ? statusWords(row.status, row.reason) : 'Why this answer?';
    return { title, words: explainStatus(row.status), value: null };
  }
  const meaning = describeMethod(row.method ?? '');
  const words =
    meaning === null ? 'The workbench has no words for this method.' : `${meaning.purpose} (${meaning.rfc})`;
  return { title: row.method ?? '', words, value: null };
}

/** A field's own words, or those of the field it lies in, which is then named. */
export function explainField(fields: readonly MessageField[], id: string): Explanation | null {
  const path = fieldPath(fields, id);
  const field = path.at(-1);
  if (!field) return null;
  const explained = path.findLast(({ explanation }) => explanation !== '');
  const title = path.map(({ name }) => name).join(' › ');
  const unusual = path.findLast((step) => step.unusual !== undefined)?.unusual ?? '';
  if (!explained) return { title, words: NO_WORDS, unusual, value: field.value };
  const words = explained === field ? field.explanation : `Part of ${explained.name}: ${explained.explanation}`;
  return { title, words, unusual, value: field.value };
}

/** The field that is selected, or that an issue points into. */
function chosenField(detail: MessageDetail, chosen: Chosen): string | null {
  if (chosen.kind === 'field') return chosen.id;
  const issue = chosen.kind === 'issue' ? detail.row.issues[chosen.position] : undefined;
  return issue ? fieldAt(detail.fields, issue.offset) : null;
}

/** Words on what is selected; on the message itself while nothing is. */
export function explainChoice(detail: MessageDetail, chosen: Chosen): Explanation {
  const id = chosenField(detail, chosen);
  return (id === null ? null : explainField(detail.fields, id)) ?? explainMessage(detail);
}
