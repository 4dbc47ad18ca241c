import { parameterValue, readParameters } from '../../decode/sip/parameters';

/** Shorter ones name nothing. */
const SHORTEST = 6;

/**
 * The ICIDs of a P-Charging-Vector, `icid-value="…";related-icid="…"` (RFC 7315 §4.6): of this session, and of the one that it
 * comes from.
 */
export function readIcids(value: string): readonly string[] {
  const { parameters } = readParameters(value, 0, value.length);
  return ['icid-value', 'related-icid']
    .map((name) => parameterValue(parameters, name) ?? '')
    .filter((icid) => icid.length >= SHORTEST);
}
