import { formatEndpoint } from '../../shared/format/endpoint';
import { describeCompanion } from '../../shared/ladder/describeCompanion';
import type { CompanionRow } from '../../shared/protocol/rows';
import type { Column } from './table';

export const companionColumns: readonly Column<CompanionRow>[] = [
  { title: 'KIND', text: (companion) => describeCompanion(companion).label },
  { title: 'FROM', text: ({ source }) => formatEndpoint(source) },
  { title: 'TO', text: ({ destination }) => formatEndpoint(destination) },
  { title: 'PACKETS', text: ({ packets }) => String(packets), align: 'right' },
  { title: 'WHAT WAS SEEN', text: (companion) => describeCompanion(companion).detail, isLong: true },
];
