import { describe, expect, it } from 'vitest';
import { describeHeader, headerKey, SINGLE_HEADERS } from '../../../shared/sip/headerNames';
import { ISSUE_GROUPS, isMerelyUnusual, SIP_ISSUES } from '../../../shared/sip/issueKinds';
import { describeMethod, METHODS } from '../../../shared/sip/methods';
import { describeOptionTag } from '../../../shared/sip/optionTags';
import { describeParameter } from '../../../shared/sip/parameterNames';
import { describeSdpAttribute, describeSdpLine } from '../../../shared/sip/sdpLines';
import { describeStatus } from '../../../shared/sip/statusCodes';
import { explainStatus } from '../../../shared/sip/statusExplanations';

describe('header names', () => {
  it.each([
    ['v', 'via'],
    ['V', 'via'],
    ['VIA', 'via'],
    ['viA', 'via'],
    ['i', 'call-id'],
    ['m', 'contact'],
    ['e', 'content-encoding'],
    ['l', 'content-length'],
    ['c', 'content-type'],
    ['f', 'from'],
    ['s', 'subject'],
    ['k', 'supported'],
    ['t', 'to'],
    ['r', 'refer-to'],
    ['b', 'referred-by'],
    ['o', 'event'],
    ['u', 'allow-events'],
    ['x', 'session-expires'],
    ['a', 'accept-contact'],
    ['j', 'reject-contact'],
    ['d', 'request-disposition'],
    ['y', 'identity'],
    ['X-Custom', 'x-custom'],
    ['', ''],
    ['__proto__', '__proto__'],
    ['constructor', 'constructor'],
  ])('%j is %j', (name, key) => {
    expect(headerKey(name)).toBe(key);
  });

  it('has words for every header field that may stand only once', () => {
    expect([...SINGLE_HEADERS].filter((key) => describeHeader(key) === null)).toEqual([]);
  });

  it('says what a header field is for', () => {
    expect(describeHeader('via')).toMatchObject({ name: 'Via', compact: 'v', rfc: 'RFC 3261 §20.42' });
    expect(describeHeader('x-custom')).toBeNull();
  });
});

describe('methods', () => {
  it('are the fourteen of the registry', () => {
    expect(METHODS).toHaveLength(14);
    expect(describeMethod('PRACK')?.rfc).toBe('RFC 3262');
    expect(describeMethod('prack')).toBeNull();
  });
});

describe('words for people', () => {
  it('explain every registered status', () => {
    for (let status = 100; status < 700; status += 1) {
      if (describeStatus(status).phrase === 'Unassigned') continue;
      expect([status, explainStatus(status)]).toEqual([status, expect.stringMatching(/RFC \d+/)]);
      expect(explainStatus(status)).not.toContain('unregistered');
    }
    expect(explainStatus(499)).toContain('400');
    expect(explainStatus(700)).toContain('No class');
  });

  it('end every issue with a full stop', () => {
    expect(Object.entries(SIP_ISSUES).filter(([, words]) => !words.endsWith('.') || words.includes('!'))).toEqual([]);
  });

  it('name the rule of every issue, or say that the workbench stops there', () => {
    const cited = /RFC \d+|ITU-T|XML 1\.0|the workbench/;
    const { message, sdp, body } = ISSUE_GROUPS;
    const uncited = Object.entries({ ...message, ...sdp, ...body }).filter(([, words]) => !cited.test(words));
    expect(uncited.map(([code]) => code)).toEqual([]);
  });

  it('give each code to one group', () => {
    const codes = Object.values(ISSUE_GROUPS).flatMap((group) => Object.keys(group));
    expect(codes.sort()).toEqual(Object.keys(SIP_ISSUES).sort());
  });

  it('tell the unusual from the broken', () => {
    expect(isMerelyUnusual('foldedHeader')).toBe(true);
    expect(isMerelyUnusual('badCseq')).toBe(false);
  });

  it('are empty for what is unknown', () => {
    expect([
      describeParameter('nope'),
      describeOptionTag('nope'),
      describeSdpLine('x'),
      describeSdpAttribute('x'),
    ]).toEqual(['', '', '', '']);
    expect(describeParameter('Branch')).toContain('transaction');
    expect(describeOptionTag('100rel')).toContain('PRACK');
    expect(describeSdpLine('m')).toContain('media');
    expect(describeSdpAttribute('rtpmap')).toContain('Codec');
  });
});
