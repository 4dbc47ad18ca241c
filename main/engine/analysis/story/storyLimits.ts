/** What the story of one call may hold, whatever it was sent. */

/** Messages that are read; the rest is counted as omitted. */
export const MAX_MESSAGES = 5_000;
/** Bytes that are read of them together: reading takes time and what is read stays until the story is told. */
export const MAX_READ_BYTES = 32 * 1024 * 1024;

export const MAX_DIALOGS = 64;
export const MAX_NEGOTIATIONS = 500;
/** Media lines of one offer, and differences told between two. */
export const MAX_MEDIA_LINES = 16;
export const MAX_CHANGES = 32;
export const MAX_ROUTES = 32;
/** Contacts named of a redirect, targets named of a fork. */
export const MAX_TARGETS = 5;
export const MAX_REFRESHES = 500;
/** Characters kept of one text of a message. */
export const MAX_TEXT_LENGTH = 256;
