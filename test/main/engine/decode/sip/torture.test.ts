import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findSdp } from '../../../../../main/engine/decode/sdp/findSdp';
import { parseSdp } from '../../../../../main/engine/decode/sdp/parseSdp';
import { describeFields } from '../../../../../main/engine/decode/sip/messageFields';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';

const FOLDER = new URL('../../../../../../shared/corpus/torture-rfc4475/', import.meta.url);
const FOLDED_AND_SPACED = ['foldedHeader', 'spaceBeforeColon'];

/** The messages of RFC 4475 §3: file, whether it carries SDP, expected issues (each code once, in alphabetical order). */
const EXPECTED: readonly (readonly [string, 'sdp' | 'no sdp', readonly string[]])[] = [
  ['badaspec', 'no sdp', ['spaceInBrackets']],
  ['badbranch', 'no sdp', ['branchOnlyCookie']],
  ['baddate', 'sdp', ['badDate']],
  ['baddn', 'no sdp', ['missingBlankLine', 'unquotedDisplayName']],
  ['badinv01', 'sdp', ['badVia', 'branchMissing', 'emptyListElement', 'emptyParameter']],
  ['badvers', 'no sdp', ['unknownVersion']],
  ['bcast', 'sdp', []],
  ['bext01', 'no sdp', []],
  ['bigcode', 'no sdp', ['statusOutOfRange']],
  ['clerr', 'sdp', ['truncatedBody']],
  ['cparam01', 'no sdp', []],
  ['cparam02', 'no sdp', []],
  ['dblreq', 'no sdp', ['surplusBytes']],
  ['esc01', 'sdp', ['foldedHeader']],
  ['esc02', 'no sdp', ['unknownMethod']],
  ['escnull', 'no sdp', []],
  ['escruri', 'sdp', ['requestUriHeaders']],
  ['insuf', 'sdp', ['missingCallId', 'missingContact', 'missingFrom', 'missingMaxForwards', 'missingTo']],
  ['intmeth', 'no sdp', ['unknownMethod']],
  [
    'inv2543',
    'sdp',
    ['branchMissing', 'missingContact', 'missingContentLength', 'missingFromTag', 'missingMaxForwards'],
  ],
  ['invut', 'no sdp', []],
  ['longreq', 'sdp', ['branchMissing', 'spaceBeforeColon']],
  ['ltgtruri', 'sdp', ['branchMissing', 'requestUriInBrackets']],
  ['lwsdisp', 'no sdp', []],
  ['lwsruri', 'sdp', ['requestUriSpaces']],
  ['lwsstart', 'sdp', ['startLineSpaces']],
  ['mcl01', 'no sdp', ['duplicateHeader', 'surplusBytes']],
  ['mismatch01', 'no sdp', ['cseqMethodMismatch']],
  ['mismatch02', 'sdp', ['cseqMethodMismatch', 'unknownMethod']],
  ['mpart01', 'no sdp', []],
  ['multi01', 'sdp', ['duplicateHeader']],
  ['ncl', 'sdp', ['badContentLength']],
  ['noreason', 'no sdp', []],
  ['novelsc', 'no sdp', []],
  ['quotbal', 'sdp', ['unterminatedQuote']],
  ['regaut01', 'no sdp', []],
  ['regbadct', 'no sdp', ['uriNeedsBrackets']],
  ['regescrt', 'no sdp', []],
  ['scalar02', 'no sdp', ['cseqTooLarge', 'foldedHeader', 'maxForwardsTooLarge', 'numberTooLarge']],
  ['scalarlg', 'no sdp', ['badWarning', 'cseqTooLarge', 'missingToTag', 'numberTooLarge']],
  ['sdp01', 'sdp', []],
  ['semiuri', 'no sdp', ['foldedHeader']],
  [
    'test',
    'sdp',
    [
      ...['headerWithoutColon', 'missingContact', 'missingCseq', 'missingFromTag', 'missingVersion', 'missingVia'],
      ...['spaceBeforeColon', 'uriWithoutScheme'],
    ],
  ],
  ['transports', 'no sdp', []],
  ['trws', 'no sdp', ['startLineSpaces']],
  ['unkscm', 'no sdp', []],
  ['unksm2', 'no sdp', []],
  ['unreason', 'sdp', []],
  ['wsinv', 'sdp', ['branchWithoutCookie', ...FOLDED_AND_SPACED]],
  ['zeromf', 'no sdp', []],
];

describe.skipIf(!existsSync(FOLDER))(
  'RFC 4475 torture messages (read when the corpus lies beside the repository)',
  () => {
    it('knows every message of the folder', () => {
      const files = readdirSync(FOLDER).filter((name) => name.endsWith('.dat'));
      expect(EXPECTED.map(([name]) => `${name}.dat`)).toEqual(files.sort());
    });

    it.each(EXPECTED)('%s: %s, %j', (name, sdp, codes) => {
      const bytes = new Uint8Array(readFileSync(new URL(`${name}.dat`, FOLDER)));
      const result = parseSip(bytes, 0, bytes.length);
      if (!result.ok) throw new Error('not SIP');
      const found = [...new Set(result.value.issues.map(({ code }) => code))].sort();
      expect(found).toEqual([...codes].sort());
      const range = findSdp(result.value, bytes, 0);
      expect(range === null ? 'no sdp' : 'sdp').toBe(sdp);
      if (range !== null && name !== 'test') {
        expect(parseSdp(bytes, range.start, range.end).media[0]).toMatchObject({ type: 'audio', port: 49217 });
      }
      expect(describeFields(result.value, bytes).length).toBeGreaterThan(result.value.headers.length);
    });
  },
);
