import type { ExchangeRecord } from './exchangeRecord';
import { answerWords } from './statusRemarks';

/** All OPTIONS from one endpoint to another outside calls: a week of pings is one row. */
export type OptionsTally = {
  requests: number;
  answered: number;
  unanswered: number;
  /** When the latest answer came. */
  answeredAtMs: number | null;
  /** The latest requests that waited for long where the capture ends. */
  openAtEnd: number;
};

export const newTally = (): OptionsTally => ({
  requests: 0,
  answered: 0,
  unanswered: 0,
  answeredAtMs: null,
  openAtEnd: 0,
});

/** `1204 requests, last answered 200 OK, 3 not answered` */
export function describeOptions(record: ExchangeRecord, { requests, answered, unanswered }: OptionsTally): string {
  const { status, reason } = record;
  const parts = [
    requests > 1 ? `${requests} requests` : '',
    status === null || answered === 0
      ? ''
      : `${requests > 1 ? 'last answered' : 'answered'} ${answerWords(status, reason)}`,
    unanswered > 0 && answered + unanswered > 1 ? `${unanswered} not answered` : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
