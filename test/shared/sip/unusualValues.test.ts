import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HEADERS } from '../../../shared/sip/headerNames';
import { describeUnusualReason, describeUnusualSdpLine, describeUnusualValue } from '../../../shared/sip/unusualValues';

describe('what is unusual about a value', () => {
  it.each([
    ['max-forwards', '70', ''],
    ['max-forwards', '0', 'No hop is left'],
    ['max-forwards', '3', 'Few hops'],
    ['max-forwards', '255', 'Above the 70'],
    ['expires', '3600', ''],
    ['expires', '0', 'takes the registration'],
    ['expires', '30', 'Under a minute'],
    ['expires', '604800', 'Longer than a day'],
    ['session-expires', '1800;refresher=uac', ''],
    ['session-expires', '60;refresher=uac', 'Shorter than 90 s'],
    ['via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport', ''],
    ['via', 'SIP/2.0/UDP 192.0.2.1:5060;branch=z9hG4bK1;rport=5060;received=192.0.2.1', ''],
    ['via', 'SIP/2.0/UDP 10.0.0.5:5060;branch=z9hG4bK1;received=203.0.113.9', 'It came from 203.0.113.9'],
    ['via', 'SIP/2.0/UDP 203.0.113.9;branch=z9hG4bK1;rport=40112', 'from port 40112'],
    ['via', 'SIP/2.0/TCP [2001:db8::1]:5060;branch=z9hG4bK1;received=2001:db8::1', ''],
    ['via', 'SIP/2.0/UDP 192.0.2.1', 'No branch'],
    ['via', 'SIP/2.0/UDP 192.0.2.1;branch=1', 'lacks z9hG4bK'],
    ['contact', '<sip:1000@192.0.2.1>', ''],
    ['contact', '*', 'All contacts at once'],
    ['contact', '"A" <sip:1000@192.168.7.101:5060>', 'A private address'],
    ['contact', '<sip:1000@172.20.0.1>', 'A private address'],
    ['contact', '<sip:1000@172.32.0.1>', ''],
    ['contact', '<sip:a@df7jal23ls0d.invalid;transport=ws>', 'No address at all'],
    ['contact', '<sip:1000@192.0.2.1>;expires=0', 'takes this binding away'],
    ['route', '<sip:192.0.2.9;lr>, <sip:192.0.2.10;lr>', ''],
    ['record-route', '<sip:192.0.2.9;lr=on>', ''],
    ['route', '<sip:192.0.2.9;lr>, <sip:192.0.2.10>', 'Without lr'],
    ['user-agent', 'friendly-scanner', 'searches the Internet'],
    ['user-agent', 'Zoiper rev.1809', ''],
    ['from', '"Anonymous" <sip:anonymous@anonymous.invalid>;tag=1', 'hides who it is'],
    ['www-authenticate', 'Digest realm="a", nonce="b", qop="auth"', ''],
    ['www-authenticate', 'Digest realm="a", nonce="b"', 'Without qop'],
    ['www-authenticate', 'Digest realm="a", nonce="b", stale=true, qop="auth"', 'Only the nonce was too old'],
    ['www-authenticate', 'Digest realm="a", nonce="b", algorithm=AKAv1-MD5, qop="auth"', 'SIM card'],
    ['authorization', 'Digest username="a", nc=0000000b, qop=auth', 'the 11th time'],
    ['authorization', 'Digest username="a", nc=00000001, qop=auth', ''],
    ['authorization', 'Basic dXNlcg==', 'Basic shows the password'],
    ['subscription-state', 'active;expires=60', ''],
    ['subscription-state', 'terminated;reason=timeout', 'not refreshed in time'],
    ['refer-to', '<sip:1003@192.0.2.1>', ''],
    ['refer-to', '<sip:1003@192.0.2.1?Replaces=a%40b%3Bto-tag%3D1>', 'attended transfer'],
    ['cseq', '4294967295 INVITE', 'Above 2'],
    ['date', 'Thu, 01 Jan 1970 00:00:12 GMT', 'clock of the sender'],
    ['x-anything', 'value', ''],
  ])('%s: %s', (key, value, words) => {
    const remark = describeUnusualValue(key, value);
    if (words === '') expect(remark).toBe('');
    else expect(remark).toContain(words);
  });

  it.each([
    ['c', 'IN IP4 192.0.2.1', ''],
    ['c', 'IN IP4 0.0.0.0', 'on hold'],
    ['c', 'IN IP4 10.1.2.3', 'A private address'],
    ['m', 'audio 4000 RTP/AVP 0', ''],
    ['m', 'audio 0 RTP/AVP 0', 'refused or ended'],
    ['m', 'audio 4001 RTP/AVP 0', 'odd port'],
    ['a', 'ptime:20', ''],
    ['a', 'ptime:30', 'Packets of 30 ms'],
    ['a', 'sendonly', 'on hold'],
    ['a', 'sendrecv', ''],
    ['z', 'whatever', ''],
  ])('%s=%s', (letter, value, words) => {
    const remark = describeUnusualSdpLine(letter, value);
    if (words === '') expect(remark).toBe('');
    else expect(remark).toContain(words);
  });

  it('of a reason phrase, when it is not the registered one', () => {
    expect(describeUnusualReason(486, 'busy here')).toBe('');
    expect(describeUnusualReason(403, 'Wrong password')).toContain('“Forbidden”');
    expect(describeUnusualReason(499, 'Gone fishing')).toContain('No registered code');
  });

  it('is one short sentence or nothing, whatever the value', () => {
    const keys = HEADERS.map(({ name }) => name.toLowerCase());
    fc.assert(
      fc.property(fc.constantFrom(...keys), fc.string({ maxLength: 300, unit: 'binary' }), (key, value) => {
        expect(describeUnusualValue(key, value).length).toBeLessThan(600);
      }),
    );
  });

  it('takes no longer for a long hostile value', () => {
    const hostile = ['SIP/2.0/UDP ' + 'a'.repeat(200_000), ';branch='.repeat(50_000), '<sip:' + '@'.repeat(200_000)];
    for (const { name } of HEADERS) {
      for (const value of hostile) expect(describeUnusualValue(name.toLowerCase(), value).length).toBeLessThan(5000);
    }
  });
});
