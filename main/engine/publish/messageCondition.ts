import type { MessageRow } from '../../../shared/protocol/rows';

type Condition = { readonly name: string; readonly holds: (row: MessageRow) => boolean };

/** The condition that the chosen buttons of the message list make; null when all messages are asked for. */
export function messageCondition(ask: {
  readonly hideOptions: boolean;
  readonly issue: string | null;
}): Condition | null {
  const { hideOptions, issue } = ask;
  if (!hideOptions && issue === null) return null;
  return {
    name: `${hideOptions ? 'hideOptions ' : ''}${issue ?? ''}`,
    holds: (row) =>
      (!hideOptions || row.cseqMethod !== 'OPTIONS') &&
      (issue === null || row.issues.some(({ code }) => code === issue)),
  };
}
