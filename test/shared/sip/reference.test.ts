import { describe, expect, it } from 'vitest';
import { reference, REFERENCE_GROUPS, searchReference } from '../../../shared/sip/reference';

describe('the reference', () => {
  it('has something in every group, each with words', () => {
    const groups = new Set(reference().map(({ group }) => group));
    expect([...groups]).toEqual(Object.keys(REFERENCE_GROUPS));
    expect(reference().filter(({ words }) => words.length < 4)).toEqual([]);
  });

  it('tells where each method and header field is written', () => {
    const formal = reference().filter(({ group }) => group === 'method' || group === 'header');
    const withoutSource = formal.filter(({ words }) => !/\(.*\)$/.test(words));
    expect(withoutSource).toEqual([]);
  });

  it.each([
    ['486', '486 Busy Here'],
    ['session-expires', 'Session-Expires (x)'],
    ['INVITE', 'INVITE'],
    ['rport', 'rport'],
    ['busy here', '486 Busy Here'],
    ['user busy', 'cause 17'],
  ])('finds %s first', (search, name) => {
    expect(searchReference(search)[0]?.name).toBe(name);
  });

  it('finds nothing for words that stand nowhere, and everything for none', () => {
    expect(searchReference('xyzzy plugh')).toEqual([]);
    expect(searchReference('  ')).toBe(reference());
  });
});
