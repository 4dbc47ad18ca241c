import { formatEndpoint } from '../../shared/format/endpoint';
import { exchangeStateWords, keepaliveStateWords } from '../../shared/format/exchangeState';
import type { ExchangeRow, KeepaliveRow } from '../../shared/protocol/exchangeRows';
import { exchangeScenario } from '../../shared/sip/scenarios';
import type { Column } from './table';

const nothing = '–';
const milliseconds = (value: number | null): string => (value === null ? nothing : value.toFixed(1));

export const exchangeColumns: readonly Column<ExchangeRow>[] = [
  { title: 'KIND', text: ({ kind }) => exchangeScenario(kind).words },
  { title: 'FROM', text: ({ from }) => from.user || from.uri || nothing },
  { title: 'TO', text: ({ to }) => to.user || to.uri || nothing },
  { title: 'STATE', text: ({ state, status }) => [exchangeStateWords(state), status ?? ''].join(' ').trim() },
  { title: 'MSGS', text: ({ messageCount }) => String(messageCount), align: 'right' },
  { title: 'WHAT HAPPENED', text: ({ words }) => words, isLong: true },
];

export const keepaliveColumns: readonly Column<KeepaliveRow>[] = [
  { title: 'BY', text: ({ method }) => method.toUpperCase() },
  { title: 'FROM', text: ({ source }) => formatEndpoint(source) },
  { title: 'TO', text: ({ destination }) => formatEndpoint(destination) },
  { title: 'STATE', text: ({ state }) => keepaliveStateWords(state) },
  { title: 'SENT', text: ({ sent }) => String(sent), align: 'right' },
  { title: 'LOST', text: ({ lost }) => (lost === null ? nothing : String(lost)), align: 'right' },
  { title: 'EVERY MS', text: ({ intervalMs }) => milliseconds(intervalMs), align: 'right' },
  { title: 'ROUND TRIP MS', text: ({ medianRoundTripMs }) => milliseconds(medianRoundTripMs), align: 'right' },
];
