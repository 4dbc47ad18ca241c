import type { SourceName } from '../../../shared/protocol/captureState';
import { capSource } from './capSource';
import type { CaptureSource } from './captureSource';
import { dumpcapSource } from './dumpcapSource';
import { tcpdumpSource } from './tcpdumpSource';

export const captureSources: Readonly<Record<SourceName, CaptureSource>> = {
  dumpcap: dumpcapSource,
  tcpdump: tcpdumpSource,
  cap: capSource,
};

/** Automatic choice goes through them in this order. */
export const SOURCE_ORDER: readonly SourceName[] = ['dumpcap', 'tcpdump', 'cap'];
