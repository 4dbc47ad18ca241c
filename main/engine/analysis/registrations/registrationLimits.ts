/** What registrations may hold in memory, whatever the traffic. */

/** Call-IDs of one registration whose challenges are remembered; the oldest is forgotten. Phones of one user register side by side. */
export const MOST_TRAILS = 8;

/** Challenges or credentials that are read of one message. */
export const MOST_DIGESTS = 8;

/** Nonces are told apart by so many characters. */
export const MOST_NONCE_CHARACTERS = 256;

/** Addresses that messages were seen to come from. */
export const MOST_HEARD_ADDRESSES = 65_536;

/** Messages that one story takes in, the latest ones: each is read again. */
export const MOST_TOLD_MESSAGES = 1000;

/** Of an attempt, what is worth saying of it. */
export const MOST_REMARKS = 16;

/** Path, Service-Route: so many entries of each. */
export const MOST_ROUTES = 32;
