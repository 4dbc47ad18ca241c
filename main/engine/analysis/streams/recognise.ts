import { type Beginning, beginsSip } from './startLines';
import type { StreamContext } from './streamContext';
import { beginsTls, type StreamProtocol } from './streamProtocols';

/** What a direction carries from here on: `open` while too few bytes are there to tell, null when it is nothing known. */
export type Recognised = StreamProtocol | 'sip' | 'tls' | 'open' | null;

/** Names what begins at bytes[start], by content alone. */
export function recognise(
  bytes: Uint8Array,
  start: number,
  end: number,
  protocols: readonly StreamProtocol[],
): Recognised {
  const sip = beginsSip(bytes, start, end);
  if (sip === 'yes') return 'sip';
  const tls = beginsTls(bytes, start, end);
  if (tls === 'yes') return 'tls';
  let isOpen = sip === 'open' || tls === 'open';
  for (const protocol of protocols) {
    const beginning = protocol.firstBytes.includes(bytes[start]!) ? protocol.begins(bytes, start, end) : 'no';
    if (beginning === 'yes') return protocol;
    if (beginning === 'open') isOpen = true;
  }
  return isOpen ? 'open' : null;
}

/** Where in bytes[from, end) a unit of this protocol begins, or may begin; `end` when nowhere. Only where it has a mark of its own. */
export function findBeginning(
  protocol: StreamProtocol,
  bytes: Uint8Array,
  from: number,
  end: number,
): { readonly at: number; readonly beginning: Beginning } {
  if (!protocol.isMarked) return { at: end, beginning: 'no' };
  for (let at = from; at < end; at += 1) {
    const beginning = protocol.firstBytes.includes(bytes[at]!) ? protocol.begins(bytes, at, end) : 'no';
    if (beginning !== 'no') return { at, beginning };
  }
  return { at: end, beginning: 'no' };
}

/**
 * The protocol of which a unit begins at bytes[start], where a segment begins. When `known` was read before and its units have no
 * mark of their own, one of them must be there as a whole.
 */
export function unitAt(
  bytes: Uint8Array,
  start: number,
  end: number,
  known: StreamProtocol | null,
  { mayBegin, protocols }: Pick<StreamContext, 'mayBegin' | 'protocols'>,
): StreamProtocol | null {
  if (known?.isMarked === false) return known.read(bytes, start, end).outcome === 'unit' ? known : null;
  if (mayBegin[bytes[start]!] === 0) return null;
  const found = recognise(bytes, start, end, protocols);
  return typeof found === 'object' ? found : null;
}
