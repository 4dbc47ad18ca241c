/** Digits of which two numbers are compared when they are long: national numbers without their prefixes. */
const MOST_COMPARED_DIGITS = 9;
const FEWEST_COMPARED_DIGITS = 7;

const NOT_A_USER: ReadonlySet<string> = new Set(['anonymous', 'unknown', 'restricted', 'unavailable', 'private', '*']);
/** An extension, which is compared as it is written. */
const EXTENSION = /^[0-9]{1,7}$/;
const NUMBER = /^\+?[0-9*#().\-/ \u00a0]+$/;
const SEPARATORS = /[().\-/ \u00a0]/g;
const PREFIX = /^(?:\+|00|0)/;
/** Longer ones are no numbers and no names. */
const MAX_LENGTH = 128;

/**
 * A user part as it is compared: a telephone number without separators and without `+`, `00` or `0` before it, a name in lower
 * case. Parameters of the user part (RFC 3966) are left out. Empty for those that name nobody.
 */
export function comparableUser(user: string): string {
  if (EXTENSION.test(user)) return user;
  const withoutScheme = user.slice(0, MAX_LENGTH).replace(/^tel:/i, '');
  const name = withoutScheme.split(';')[0]!.trim().toLowerCase();
  if (NOT_A_USER.has(name)) return '';
  if (!NUMBER.test(name)) return name;
  const digits = name.replace(SEPARATORS, '');
  return digits.length > FEWEST_COMPARED_DIGITS ? digits.replace(PREFIX, '') : digits.replace(/^\+/, '');
}

const isLongNumber = (user: string): boolean => user.length >= FEWEST_COMPARED_DIGITS && /^[0-9]+$/.test(user);

/** Whether two comparable users are the same: long numbers when their last 7 to 9 digits agree. Empty ones never are. */
export function sameUser(one: string, other: string): boolean {
  if (one === '' || other === '') return false;
  if (one === other) return true;
  if (!isLongNumber(one) || !isLongNumber(other)) return false;
  const digits = Math.min(MOST_COMPARED_DIGITS, one.length, other.length);
  return one.slice(-digits) === other.slice(-digits);
}

/** Users that are the same have the same one of these. */
export const userBucket = (user: string): string => (isLongNumber(user) ? user.slice(-FEWEST_COMPARED_DIGITS) : user);
