import { describe, expect, it } from 'vitest';
import { deltaSeconds, headerSeconds, leadingSeconds } from '../../../../../main/engine/decode/sip/deltaSeconds';
import { parseSip } from '../../../../../main/engine/decode/sip/parseSip';
import type { SipMessage } from '../../../../../main/engine/decode/sip/sipMessage';
import { sipResponse } from '../../../../fixtures/sipMessages';

function answerWith(header: string): SipMessage {
  const bytes = new TextEncoder().encode(sipResponse(503, 'Busy', { headers: [header] }));
  const parsed = parseSip(bytes, 0, bytes.length);
  if (!parsed.ok) throw new Error('the text of the test is not SIP');
  return parsed.value;
}

describe('lengths in seconds', () => {
  it.each<[string | null, number | null]>([
    ['3600', 3600],
    [' 0 ', 0],
    ['9999999999', 2 ** 32 - 1],
    ['99999999999', null],
    ['-1', null],
    ['60 (soon)', null],
    ['', null],
    [null, null],
  ])('%j', (text, expected) => {
    expect(deltaSeconds(text)).toBe(expected);
  });

  it.each<[string, number | null, number | null]>([
    ['Retry-After: 120', 120, 120],
    ['Retry-After: 120 (in a meeting);duration=60', null, 120],
    ['Retry-After: 120;duration=60', null, 120],
    ['Retry-After: soon', null, null],
    ['Retry-After: 120s', null, null],
    ['X-Other: 120', null, null],
  ])('%s', (header, whole, leading) => {
    const message = answerWith(header);
    expect(headerSeconds(message, 'retry-after')).toBe(whole);
    expect(leadingSeconds(message, 'retry-after')).toBe(leading);
  });
});
