import { utf8Text } from '../byteText';
import type { StunAttribute } from './stunMessage';
import { stunErrorName } from './stunNames';

export type StunError = { readonly code: number; readonly reason: string };

const MAX_REASON_BYTES = 256;

/** ERROR-CODE (RFC 8489 §14.8): 21 bits, class of three bits, number within it, reason phrase. null when too short. */
export function readStunError(bytes: Uint8Array, { valueStart, valueEnd }: StunAttribute): StunError | null {
  if (valueEnd - valueStart < 4) return null;
  const code = (bytes[valueStart + 2]! & 7) * 100 + bytes[valueStart + 3]!;
  const reason = utf8Text(bytes, valueStart + 4, Math.min(valueEnd, valueStart + 4 + MAX_REASON_BYTES));
  return { code, reason };
}

/** `401 Unauthenticated`; the sender's own words where the registry has none. */
export const stunErrorText = ({ code, reason }: StunError): string => `${code} ${stunErrorName(code) || reason}`.trim();
