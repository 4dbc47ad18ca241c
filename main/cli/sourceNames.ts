import type { SourceChoice } from '../../shared/protocol/commands';

/** Written out so that reading the words does not load zod; the type makes the compiler compare it with the protocol's list. */
const named: Readonly<Record<SourceChoice, true>> = { auto: true, dumpcap: true, tcpdump: true, cap: true };

export const sourceNames: readonly string[] = Object.keys(named);
