import { isupRedirection, isupRedirectionReason } from '../../../../../shared/sip/isupValues';

/** Words for the bits of `value` from `shift` on, by their value. */
const pick = (value: number, shift: number, words: readonly string[]): string =>
  words[(value >>> shift) & (words.length - 1)]!;

const joined = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(', ');

/** Nature of connection indicators (ITU-T Q.763 §3.35). */
export const sayConnection = (byte: number): string =>
  joined(
    pick(byte, 0, ['no satellite', 'one satellite', 'two satellites', 'spare satellite code']),
    pick(byte, 2, [
      'no continuity check',
      'continuity check required',
      'continuity check on a circuit before',
      'spare',
    ]),
    pick(byte, 4, ['no echo control', 'echo control included']),
  );

/** Forward call indicators (§3.23): the first byte in the upper half. */
export const sayForward = (both: number): string =>
  joined(
    pick(both, 8, ['national call', 'international call']),
    pick(both, 11, ['', 'interworking encountered']),
    pick(both, 13, ['ISUP not all the way', 'ISUP all the way']),
    pick(both, 14, ['ISUP preferred', 'ISUP not required', 'ISUP required', 'spare']),
    pick(both, 0, ['originating access not ISDN', 'originating access ISDN']),
  );

/** Backward call indicators (§3.5). */
export const sayBackward = (both: number): string =>
  joined(
    pick(both, 8, ['', 'no charge', 'charge', 'spare']),
    pick(both, 10, ['', 'subscriber free', 'connect when free', 'spare']),
    pick(both, 12, ['', 'ordinary subscriber', 'payphone', 'spare']),
    pick(both, 0, ['', 'interworking encountered']),
    pick(both, 2, ['ISUP not all the way', 'ISUP all the way']),
    pick(both, 4, ['terminating access not ISDN', 'terminating access ISDN']),
  );

/** Redirection information (§3.45); ANSI and older networks send the first byte alone. */
export function sayRedirection(first: number, second: number | null): string {
  const original = `first because of ${isupRedirectionReason(first >>> 4)}`;
  if (second === null) return joined(isupRedirection(first), original);
  const last = `last because of ${isupRedirectionReason(second >>> 4)}`;
  return joined(isupRedirection(first), `redirected ${second & 7} times`, original, last);
}
