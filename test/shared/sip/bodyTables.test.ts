import { describe, expect, it } from 'vitest';
import { describeBodyType } from '../../../shared/sip/bodyTypes';
import { isupMessageType, isupParameterName } from '../../../shared/sip/isupNames';
import {
  isupCategory,
  isupNature,
  isupPresentation,
  isupRedirectionReason,
  isupScreening,
} from '../../../shared/sip/isupValues';
import { describeQ850Cause } from '../../../shared/sip/q850Causes';
import {
  describeBandwidth,
  describeCandidateType,
  describeHeaderExtension,
  explainSdpPart,
  sdpPartsOf,
} from '../../../shared/sip/sdpParts';
import { describeSdpAttribute } from '../../../shared/sip/sdpLines';
import { describeVqLine, describeVqMetric } from '../../../shared/sip/vqMetrics';
import { describeXmlElement, localName } from '../../../shared/sip/xmlNames';

describe('tables for bodies', () => {
  it('name media types', () => {
    expect(describeBodyType('application/isup')).toMatchObject({ name: 'ISUP message' });
    expect(describeBodyType('application/x')).toBeNull();
  });

  it('name causes', () => {
    expect([16, 17, 127, 0, 200].map(describeQ850Cause)).toEqual([
      ...['Normal call clearing', 'User busy', 'Interworking, unspecified', '', ''],
    ]);
  });

  it('lay ISUP messages out, the initial address in two ways', () => {
    expect(isupMessageType(0x01, false)).toMatchObject({ abbreviation: 'IAM', variable: [0x04] });
    expect(isupMessageType(0x01, true)).toMatchObject({ abbreviation: 'IAM', variable: [0x1d, 0x04] });
    expect(isupMessageType(0x0c, true)).toEqual(isupMessageType(0x0c, false));
    expect(isupMessageType(0xff, false)).toBeNull();
    expect([isupParameterName(0x0a), isupParameterName(0x7e)]).toEqual(['Calling party number', 'Parameter 0x7e']);
  });

  it('word coded values, unknown ones by their code', () => {
    expect([isupNature(4), isupCategory(99), isupRedirectionReason(2)]).toEqual([
      ...['international number', 'code 99', 'no reply'],
    ]);
    expect([isupPresentation(5), isupScreening(7)]).toEqual(['presentation restricted', 'provided by the network']);
  });

  it('give metrics of voice quality their units, in any case', () => {
    expect(describeVqMetric('jbn')).toMatchObject({ unit: 'ms' });
    expect([describeVqMetric('nope'), describeVqLine('nope')]).toEqual([null, '']);
    expect(describeVqLine('LocalMetrics')).toContain('measured');
  });

  it('explain elements by the root of their document', () => {
    expect(describeXmlElement('p:presence', 'rpid:mood')).toContain('RFC 4480');
    expect([describeXmlElement('presence', 'constructor'), describeXmlElement('x', 'basic')]).toEqual(['', '']);
    expect([localName('a:b'), localName('b')]).toEqual(['b', 'b']);
  });
});

describe('parts of SDP', () => {
  it('are named and explained', () => {
    const parts = sdpPartsOf('setup')?.parts ?? [];
    expect(parts.map(({ name }) => name)).toEqual(['Role']);
    expect(explainSdpPart(parts[0]!, 'ACTPASS')).toContain('either');
    expect(explainSdpPart(parts[0]!, 'other')).toBe('');
    expect([describeCandidateType('HOST'), describeCandidateType('x')]).toEqual([expect.stringContaining('own'), '']);
    expect([describeBandwidth('as'), describeBandwidth('X-YZ')]).toEqual([expect.stringContaining('kbit/s'), '']);
    expect(describeHeaderExtension('urn:3gpp:video-orientation')).toContain('turned');
    expect(describeHeaderExtension('urn:x')).toBe('');
  });

  it('belong to attributes that have words', () => {
    for (const name of ['setup', 'rtcp-fb', 'curr', 'T38FaxUdpEC', 'path', 'group', 'extmap', 'rid', 'source-filter']) {
      expect(describeSdpAttribute(name)).not.toBe('');
    }
  });
});
