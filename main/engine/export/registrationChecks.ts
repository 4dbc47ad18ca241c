import type { MessageIndex } from '../../../shared/ids';
import type { DigestResult } from '../../../shared/protocol/digestCheck';
import type { MessageRow } from '../../../shared/protocol/rows';
import { checkMessage, type PasswordOf } from '../digest/checkMessage';
import type { ReadMessage } from '../digest/findChallenge';

/** What became of the credentials of each REGISTER of a registration, from its messages in order. */
export function checkRegisters(
  messages: readonly MessageRow[],
  readMessage: ReadMessage,
  passwordOf: PasswordOf,
): ReadonlyMap<MessageIndex, DigestResult> {
  const results = new Map<MessageIndex, DigestResult>();
  const earlierOf = new Map<string, MessageRow[]>();
  for (const row of messages) {
    const earlier = earlierOf.get(row.callId) ?? [];
    if (row.method === 'REGISTER' && !row.retransmission) {
      results.set(row.index, checkMessage({ row, earlier, readMessage }, passwordOf).result);
    }
    earlier.push(row);
    earlierOf.set(row.callId, earlier);
  }
  return results;
}
