import { parameterValue, readParameters } from './parameters';

/** A Session-Expires value (RFC 4028 §4): the interval in seconds and who is to refresh, as roles in the transaction. */
export type SessionExpiry = { readonly intervalS: number; readonly refresher: 'uac' | 'uas' | null };

/** `1800;refresher=uac`; null when it is not of that form. */
export function readSessionExpiry(value: string): SessionExpiry | null {
  const match = /^\s*(\d{1,9})\s*(?:;|$)/.exec(value);
  if (match === null) return null;
  const semicolon = value.indexOf(';');
  const { parameters } = readParameters(value, semicolon < 0 ? value.length : semicolon, value.length);
  const refresher = parameterValue(parameters, 'refresher')?.toLowerCase();
  return { intervalS: Number(match[1]), refresher: refresher === 'uac' || refresher === 'uas' ? refresher : null };
}
