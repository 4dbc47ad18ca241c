/** SIP response codes of the IANA registry: what each is called and what it means for the request. */
export type Outcome = 'progress' | 'answered' | 'redirected' | 'challenged' | 'refused' | 'failed';

const TABLE = [
  [100, 'Trying', 'progress'],
  [180, 'Ringing', 'progress'],
  [181, 'Call Is Being Forwarded', 'progress'],
  [182, 'Queued', 'progress'],
  [183, 'Session Progress', 'progress'],
  [199, 'Early Dialog Terminated', 'progress'],
  [200, 'OK', 'answered'],
  [202, 'Accepted', 'answered'],
  [204, 'No Notification', 'answered'],
  [300, 'Multiple Choices', 'redirected'],
  [301, 'Moved Permanently', 'redirected'],
  [302, 'Moved Temporarily', 'redirected'],
  [305, 'Use Proxy', 'redirected'],
  [380, 'Alternative Service', 'redirected'],
  [400, 'Bad Request', 'failed'],
  [401, 'Unauthorized', 'challenged'],
  [402, 'Payment Required', 'failed'],
  [403, 'Forbidden', 'failed'],
  [404, 'Not Found', 'failed'],
  [405, 'Method Not Allowed', 'failed'],
  [406, 'Not Acceptable', 'failed'],
  [407, 'Proxy Authentication Required', 'challenged'],
  [408, 'Request Timeout', 'failed'],
  [410, 'Gone', 'failed'],
  [412, 'Conditional Request Failed', 'failed'],
  [413, 'Request Entity Too Large', 'failed'],
  [414, 'Request-URI Too Long', 'failed'],
  [415, 'Unsupported Media Type', 'failed'],
  [416, 'Unsupported URI Scheme', 'failed'],
  [417, 'Unknown Resource-Priority', 'failed'],
  [420, 'Bad Extension', 'failed'],
  [421, 'Extension Required', 'failed'],
  [422, 'Session Interval Too Small', 'failed'],
  [423, 'Interval Too Brief', 'failed'],
  [424, 'Bad Location Information', 'failed'],
  [425, 'Bad Alert Message', 'failed'],
  [428, 'Use Identity Header', 'failed'],
  [429, 'Provide Referrer Identity', 'failed'],
  [430, 'Flow Failed', 'failed'],
  [433, 'Anonymity Disallowed', 'failed'],
  [436, 'Bad Identity Info', 'failed'],
  [437, 'Unsupported Credential', 'failed'],
  [438, 'Invalid Identity Header', 'failed'],
  [439, 'First Hop Lacks Outbound Support', 'failed'],
  [440, 'Max-Breadth Exceeded', 'failed'],
  [469, 'Bad Info Package', 'failed'],
  [470, 'Consent Needed', 'failed'],
  [480, 'Temporarily Unavailable', 'refused'],
  [481, 'Call/Transaction Does Not Exist', 'failed'],
  [482, 'Loop Detected', 'failed'],
  [483, 'Too Many Hops', 'failed'],
  [484, 'Address Incomplete', 'failed'],
  [485, 'Ambiguous', 'failed'],
  [486, 'Busy Here', 'refused'],
  [487, 'Request Terminated', 'refused'],
  [488, 'Not Acceptable Here', 'failed'],
  [489, 'Bad Event', 'failed'],
  [491, 'Request Pending', 'failed'],
  [493, 'Undecipherable', 'failed'],
  [494, 'Security Agreement Required', 'challenged'],
  [500, 'Server Internal Error', 'failed'],
  [501, 'Not Implemented', 'failed'],
  [502, 'Bad Gateway', 'failed'],
  [503, 'Service Unavailable', 'failed'],
  [504, 'Server Time-out', 'failed'],
  [505, 'Version Not Supported', 'failed'],
  [513, 'Message Too Large', 'failed'],
  [555, 'Push Notification Service Not Supported', 'failed'],
  [580, 'Precondition Failure', 'failed'],
  [600, 'Busy Everywhere', 'refused'],
  [603, 'Decline', 'refused'],
  [604, 'Does Not Exist Anywhere', 'failed'],
  [606, 'Not Acceptable', 'failed'],
  [607, 'Unwanted', 'refused'],
  [608, 'Rejected', 'refused'],
] as const satisfies readonly (readonly [number, string, Outcome])[];

export type StatusMeaning = { readonly phrase: string; readonly outcome: Outcome };

const BY_CODE = new Map<number, StatusMeaning>(TABLE.map(([code, phrase, outcome]) => [code, { phrase, outcome }]));
const BY_CLASS: readonly Outcome[] = ['failed', 'progress', 'answered', 'redirected', 'failed', 'failed', 'refused'];

/** Meaning of a response code; unknown codes get their class's meaning, as RFC 3261 §8.1.3.2 asks. */
export function describeStatus(code: number): StatusMeaning {
  return BY_CODE.get(code) ?? { phrase: 'Unassigned', outcome: BY_CLASS[Math.trunc(code / 100)] ?? 'failed' };
}

/** `486 Busy Here`; the registered phrase where the message has none of its own. */
export const statusWords = (status: number, reason = ''): string =>
  `${status} ${reason || describeStatus(status).phrase}`;

/** The answer asks for credentials (RFC 3261 §22.2, §22.3): sent with them, the request may yet succeed. */
export const isChallenge = (status: number | null): boolean => status === 401 || status === 407;
