import type { MessageIndex } from '../../shared/ids';
import type { MessageRow } from '../../shared/protocol/rows';

/** How much alike two messages are: the same message on another hop, the same kind of it in the call, or hardly. */
function likeness(message: MessageRow, other: MessageRow): number {
  const sameKind = message.method === other.method && message.status === other.status;
  if (!sameKind || message.cseqMethod !== other.cseqMethod) return 0;
  if (message.callId === other.callId && message.cseqNumber === other.cseqNumber) return 3;
  return message.callId === other.callId ? 2 : 1;
}

/**
 * The message that a reader most likely wants to compare this one with: the one chosen by hand, else the latest before it that is
 * most like it, as the INVITE on the hop before or the last re-INVITE, else the first like it that follows. null when none is.
 */
export function comparedMessage(
  message: MessageRow,
  watched: readonly MessageRow[],
  chosen: MessageIndex | null,
): MessageIndex | null {
  if (chosen !== null && chosen !== message.index) return chosen;
  let best: MessageRow | null = null;
  let bestLikeness = 0;
  for (const other of watched) {
    if (other.index === message.index) continue;
    const found = likeness(message, other);
    const before = other.index < message.index;
    if (found === 0 || found < bestLikeness) continue;
    // Among those alike the nearest before wins over the ones behind.
    if (found > bestLikeness || before || best === null) [best, bestLikeness] = [other, found];
  }
  return best?.index ?? null;
}
