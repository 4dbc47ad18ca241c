/** The page's own origin in the desktop shell. */
export const PAGE_SCHEME = 'app';
const PAGE_HOST = 'laddergram';
const PAGE_ORIGIN = `${PAGE_SCHEME}://${PAGE_HOST}`;
export const PAGE_URL = `${PAGE_ORIGIN}/`;

/** Compared as text: URL gives schemes that it does not know the origin `null`. */
export const isOwnPage = (url: string): boolean => url.startsWith(PAGE_URL);
