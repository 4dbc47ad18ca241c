import type { SipHeader } from '../../decode/sip/sipMessage';

/** Header fields that say something of a call and that most messages lack: what a message has is a set of these bits. */
export const HEADER_MARK = {
  /** Authorization or Proxy-Authorization. */
  credentials: 1,
  diversion: 2,
  historyInfo: 4,
  replaces: 8,
  referTo: 16,
  referredBy: 32,
  sessionExpires: 64,
  reason: 128,
  warning: 256,
} as const;

/** The bit of a header field; 0 for those that are not looked for. */
export function headerMarkOf(key: SipHeader['key']): number {
  switch (key) {
    case 'authorization':
    case 'proxy-authorization':
      return HEADER_MARK.credentials;
    case 'diversion':
      return HEADER_MARK.diversion;
    case 'history-info':
      return HEADER_MARK.historyInfo;
    case 'replaces':
      return HEADER_MARK.replaces;
    case 'refer-to':
      return HEADER_MARK.referTo;
    case 'referred-by':
      return HEADER_MARK.referredBy;
    case 'session-expires':
      return HEADER_MARK.sessionExpires;
    case 'reason':
      return HEADER_MARK.reason;
    case 'warning':
      return HEADER_MARK.warning;
    default:
      return 0;
  }
}
