import { readParameters } from '../../decode/sip/parameters';

/** Both halves of a Session-ID in lower case; an empty half is the nil one, or is not there. */
export type SessionIdentifier = { readonly local: string; readonly remote: string };

const UUID = /^[0-9a-f]{32}$/;
/** 32 times the same digit: nil, and what stands where somebody did not care. */
const ONE_DIGIT = /^(.)\1*$/;

const uuidOf = (text: string): string => {
  const uuid = text.trim().toLowerCase();
  return UUID.test(uuid) && !ONE_DIGIT.test(uuid) ? uuid : '';
};

/**
 * `ab30317f1a784dc48ff824d0d3715d86;remote=47755a9de7794ba387653f2099600ef2` (RFC 7989 §5); without `remote` the older form of
 * RFC 7329. null when no half names anything.
 */
export function readSessionIdentifier(value: string): SessionIdentifier | null {
  const semicolon = value.indexOf(';');
  const local = uuidOf(semicolon < 0 ? value : value.slice(0, semicolon));
  const { parameters } = semicolon < 0 ? NO_PARAMETERS : readParameters(value, semicolon, value.length);
  const remote = uuidOf(parameters.find(({ name }) => name.toLowerCase() === 'remote')?.value ?? '');
  return local === '' && remote === '' ? null : { local, remote };
}

const NO_PARAMETERS: ReturnType<typeof readParameters> = { parameters: [], issues: [] };
