/** Words for coded values within ISUP parameters (ITU-T Q.763 §3). */
type Words = ReadonlyMap<number, string>;

const wordsIn = (words: Words, value: number): string => words.get(value) ?? `code ${value}`;

const NATURES: Words = new Map([
  [1, 'subscriber number'],
  [2, 'unknown'],
  [3, 'national number'],
  [4, 'international number'],
  [5, 'network-specific number'],
  [6, 'network routing number, national'],
  [7, 'network routing number, network-specific'],
  [8, 'network routing number with the called number'],
]);

const PLANS: Words = new Map([
  [0, 'unknown plan'],
  [1, 'E.164'],
  [3, 'X.121'],
  [4, 'F.69'],
  [5, 'private plan'],
]);

const PRESENTATIONS: readonly string[] = [
  'presentation allowed',
  'presentation restricted',
  'address not available',
  'reserved',
];
const SCREENINGS: readonly string[] = [
  'provided by the user, not verified',
  'provided by the user, verified and passed',
  'provided by the user, verified and failed',
  'provided by the network',
];

const CATEGORIES: Words = new Map([
  [0, 'unknown'],
  [1, 'operator, French'],
  [2, 'operator, English'],
  [3, 'operator, German'],
  [4, 'operator, Russian'],
  [5, 'operator, Spanish'],
  [9, 'national operator'],
  [10, 'ordinary subscriber'],
  [11, 'subscriber with priority'],
  [12, 'data call'],
  [13, 'test call'],
  [15, 'payphone'],
  [16, 'mobile, in its home network'],
  [17, 'mobile, in a visited network'],
]);

const MEDIA: Words = new Map([
  [0, 'speech'],
  [2, '64 kbit/s unrestricted'],
  [3, '3.1 kHz audio'],
  [6, '64 kbit/s preferred'],
  [7, '2 × 64 kbit/s unrestricted'],
  [8, '384 kbit/s unrestricted'],
  [9, '1536 kbit/s unrestricted'],
  [10, '1920 kbit/s unrestricted'],
]);

const EVENTS: Words = new Map([
  [1, 'alerting'],
  [2, 'progress'],
  [3, 'in-band information available'],
  [4, 'forwarded on busy'],
  [5, 'forwarded on no reply'],
  [6, 'forwarded unconditionally'],
]);

const LOCATIONS: Words = new Map([
  [0, 'user'],
  [1, 'private network serving the local user'],
  [2, 'public network serving the local user'],
  [3, 'transit network'],
  [4, 'public network serving the remote user'],
  [5, 'private network serving the remote user'],
  [7, 'international network'],
  [10, 'network beyond an interworking point'],
]);

const REDIRECTIONS: readonly string[] = [
  'no redirection',
  'call rerouted',
  'call rerouted, all information restricted',
  'call diverted',
  'call diverted, all information restricted',
  'call rerouted, number restricted',
  'call diverted, number restricted',
  'spare',
];

const REASONS: Words = new Map([
  [0, 'unknown'],
  [1, 'user busy'],
  [2, 'no reply'],
  [3, 'unconditional'],
  [4, 'deflection during alerting'],
  [5, 'deflection at once'],
  [6, 'mobile not reachable'],
]);

const QUALIFIERS: Words = new Map([
  [0, 'dialled digits'],
  [1, 'additional called number'],
  [5, 'additional connected number'],
  [6, 'additional calling party number'],
  [7, 'additional original called number'],
  [8, 'additional redirecting number'],
  [9, 'additional redirection number'],
  [10, 'called freephone number'],
]);

export const isupNature = (value: number): string => wordsIn(NATURES, value);
export const isupPlan = (value: number): string => wordsIn(PLANS, value);
export const isupPresentation = (value: number): string => PRESENTATIONS[value & 3]!;
export const isupScreening = (value: number): string => SCREENINGS[value & 3]!;
export const isupCategory = (value: number): string => wordsIn(CATEGORIES, value);
export const isupMedium = (value: number): string => wordsIn(MEDIA, value);
export const isupEvent = (value: number): string => wordsIn(EVENTS, value);
export const isupLocation = (value: number): string => wordsIn(LOCATIONS, value);
export const isupRedirection = (value: number): string => REDIRECTIONS[value & 7]!;
export const isupRedirectionReason = (value: number): string => wordsIn(REASONS, value);
export const isupNumberQualifier = (value: number): string => wordsIn(QUALIFIERS, value);
