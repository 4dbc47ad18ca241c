import { describe, expect, it } from 'vitest';
import { describeCompanion } from '../../../shared/ladder/describeCompanion';
import type { CompanionKind } from '../../../shared/protocol/rows';

describe('words on the bar of a companion', () => {
  it.each<[string, CompanionKind, string, string, string]>([
    [
      'its version',
      'dtls',
      'DTLS 1.2 · AES128-GCM · fingerprint as in SDP',
      'DTLS 1.2',
      'AES128-GCM · fingerprint as in SDP',
    ],
    ['a name without version', 'zrtp', '5 messages', 'ZRTP', '5 messages'],
    ['ICE', 'stun', 'ICE connected · 4 checks', 'ICE connected', '4 checks'],
    ['ICE named later', 'stun', '4 checks · ICE', 'ICE', '4 checks · ICE'],
    ['STUN alone', 'stun', '2 bindings', 'STUN', '2 bindings'],
    ['a beginning that is too long', 't38', `T.38 ${'x'.repeat(40)}`, 'T.38', `T.38 ${'x'.repeat(40)}`],
    ['no summary', 'report', '', 'HEP report', ''],
  ])('%s', (_name, kind, summary, label, detail) =>
    expect(describeCompanion({ kind, summary, wrong: false })).toEqual({ label, detail, tone: 'plain' }),
  );

  it('has another tone when something is wrong', () => {
    expect(describeCompanion({ kind: 'msrp', summary: '', wrong: true }).tone).toBe('warn');
  });
});
