/** Names longer than this are cut in sentences. */
const MAX_NAME = 64;

/** How a sentence names a party: by its user, else by the rest of its URI. */
export function nameOf({ user, uri }: { readonly user: string; readonly uri: string }): string {
  const name = user === '' ? uri.replace(/^sips?:/i, '') : user;
  if (name === '') return 'somebody';
  return name.length > MAX_NAME ? `${name.slice(0, MAX_NAME - 1)}…` : name;
}
