import { parameterValue, readParameters } from './parameters';

/** A media type as Content-Type names it (RFC 3261 §20.15). */
export type MediaType = {
  /** `application/sdp` in lower case. */
  readonly name: string;
  readonly boundary: string;
  /** In lower case; what variant of ISUP or QSIG it is (RFC 3204). */
  readonly version: string;
};

/** `multipart/mixed;boundary="x"` */
export function readMediaType(value: string): MediaType {
  const semicolon = value.indexOf(';');
  const nameEnd = semicolon < 0 ? value.length : semicolon;
  const { parameters } = readParameters(value, nameEnd, value.length);
  return {
    name: value.slice(0, nameEnd).replace(/\s/g, '').toLowerCase(),
    boundary: parameterValue(parameters, 'boundary') ?? '',
    version: parameterValue(parameters, 'version')?.toLowerCase() ?? '',
  };
}
