import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkCaptureFilter } from '../../../main/engine/capture/checkCaptureFilter';
import { chooseSource, listInterfaces } from '../../../main/engine/capture/interfaces';
import { SOURCE_ORDER } from '../../../main/engine/capture/captureSources';
import type { SourceName } from '../../../shared/protocol/captureState';
import { builtCapHelper, type BuiltCapHelper } from '../../fixtures/builtCapHelper';
import { reasonsToSkip } from './liveSources';

let helper: BuiltCapHelper;
let reasons: Record<SourceName, string>;

beforeAll(async () => {
  helper = await builtCapHelper();
  reasons = await reasonsToSkip(helper.path);
});
afterAll(() => helper.remove());

describe('listInterfaces', () => {
  it('numbers the interfaces as dumpcap -D does and knows the loopback interface', async (context) => {
    if (reasons.dumpcap !== '') context.skip(reasons.dumpcap);
    const { interfaces, sources, problem } = await listInterfaces(helper.path);
    const lines = execFileSync('dumpcap', ['-D'], { encoding: 'utf8' }).trim().split('\n');
    expect(interfaces.map(({ number, name }) => `${number}. ${name}`)).toEqual(
      lines.map((line) => line.replace(/ \(.*\)$/, '')),
    );
    expect(interfaces.find(({ name }) => name === 'lo')).toMatchObject({
      loopback: true,
      up: true,
      addresses: expect.arrayContaining(['127.0.0.1']),
    });
    expect(sources.map(({ name }) => name)).toEqual(SOURCE_ORDER);
    expect(sources[0]).toMatchObject({ available: true, detail: expect.stringMatching(/^Dumpcap .*\d/) });
    expect(problem).toBeNull();
  });

  it('says of each source what it found', async () => {
    const { sources } = await listInterfaces(helper.path);
    expect(sources.map(({ name, available }) => [name, available])).toEqual(
      SOURCE_ORDER.map((name) => [name, reasons[name] === '']),
    );
    expect(sources.every(({ detail }) => detail !== '')).toBe(true);
  });

  it('tells why cap cannot be used when its helper is not there', async () => {
    const { sources } = await listInterfaces('/nonexistent/capHelper.js');
    const cap = sources.find(({ name }) => name === 'cap');
    expect(cap).toMatchObject({ available: false, detail: expect.stringMatching(/Cannot find module/) });
  });
});

describe('chooseSource', () => {
  it('takes the first source of the order that may capture', async (context) => {
    const first = SOURCE_ORDER.find((name) => reasons[name] === '');
    if (first === undefined) context.skip('no source can capture here');
    expect(await chooseSource('auto', helper.path)).toEqual({ ok: true, value: first });
    expect(await chooseSource('auto', helper.path, 'lo')).toEqual({ ok: true, value: first });
  });

  it.each(SOURCE_ORDER)('takes %s by name', async (name) => {
    const chosen = await chooseSource(name, helper.path, 'lo');
    if (reasons[name] === '') expect(chosen).toEqual({ ok: true, value: name });
    else expect(chosen).toMatchObject({ ok: false });
  });

  it('fails with a problem for an interface that is not there', async (context) => {
    if (reasons.dumpcap !== '') context.skip(reasons.dumpcap);
    const chosen = await chooseSource('auto', helper.path, 'nosuch0');
    expect(chosen).toMatchObject({ ok: false, error: { problem: expect.stringMatching(/nosuch0/) } });
  });
});

describe('checkCaptureFilter', () => {
  const FILTERS = [
    ['', true],
    ['udp port 5060 or tcp port 5060', true],
    ['udp prt 5060', false],
    ['-w /nonexistent', false],
    ['udp port 5060\0', false],
    ['port $(id)', false],
  ] as const;

  it.each(SOURCE_ORDER.flatMap((source) => FILTERS.map(([filter, valid]) => ({ source, filter, valid }))))(
    '$source: "$filter" → $valid',
    async ({ source, filter, valid }) => {
      const skip = reasons[source] !== '';
      const verdict = await checkCaptureFilter({ source, filter, interfaceName: 'lo', capHelperPath: helper.path });
      expect(verdict.valid).toBe(valid && !skip);
      expect(verdict.words).toMatch(valid && !skip ? /^$/ : /^[^\n]+$/);
    },
  );
});
