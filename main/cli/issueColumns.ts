import type { IssueCount } from '../../shared/protocol/commands';
import type { Column } from './table';

export const issueColumns: readonly Column<IssueCount>[] = [
  { title: 'MESSAGES', text: ({ messages }) => String(messages), align: 'right' },
  { title: 'ISSUE', text: ({ words }) => words, isLong: true },
];
