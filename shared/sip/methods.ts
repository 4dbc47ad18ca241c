/** The methods of the IANA registry: what each is for and where that is written. */
export type MethodPurpose = { readonly rfc: string; readonly purpose: string };

const TABLE = [
  ['ACK', 'RFC 3261 §17.1.1.3', 'Confirms that the final response to an INVITE has arrived.'],
  ['BYE', 'RFC 3261 §15', 'Ends a call that has been answered.'],
  ['CANCEL', 'RFC 3261 §9', 'Calls off an INVITE that has no final response yet.'],
  ['INFO', 'RFC 6086', 'Carries application data, digits for example, within a call without changing it.'],
  ['INVITE', 'RFC 3261 §13', 'Asks for a call; within a call (re-INVITE) asks to change it.'],
  ['MESSAGE', 'RFC 3428', 'Carries an instant message.'],
  ['NOTIFY', 'RFC 6665 §4.2', 'Tells a subscriber the state that was subscribed to.'],
  ['OPTIONS', 'RFC 3261 §11', 'Asks what the other side can do; often a sign of life between servers.'],
  ['PRACK', 'RFC 3262', 'Confirms that a reliable provisional response has arrived.'],
  ['PUBLISH', 'RFC 3903', 'Hands event state, presence for example, to the server that notifies others of it.'],
  ['REFER', 'RFC 3515', 'Asks the receiver to contact somebody else: call transfer.'],
  ['REGISTER', 'RFC 3261 §10', 'Tells a registrar under which address a user can be reached.'],
  ['SUBSCRIBE', 'RFC 6665 §4.1', 'Asks to be notified of the state of something.'],
  [
    'UPDATE',
    'RFC 3311',
    'Changes the session, its media or its timer, without touching the dialog; also before the answer.',
  ],
] as const satisfies readonly (readonly [string, string, string])[];

const BY_NAME = new Map<string, MethodPurpose>(TABLE.map(([name, rfc, purpose]) => [name, { rfc, purpose }]));

export const METHODS: readonly string[] = TABLE.map(([name]) => name);

/** What a method is for; null for a method that is not registered. Methods are case-sensitive (RFC 3261 §7.1). */
export const describeMethod = (method: string): MethodPurpose | null => BY_NAME.get(method) ?? null;
