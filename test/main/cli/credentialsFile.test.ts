import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCredentialsFile } from '../../../main/cli/credentialsFile';
import { WorkFailed } from '../../../main/cli/failure';
import { checkedReport } from '../../fixtures/analysisReportSchema';
import { RunningEngine } from '../../fixtures/runningEngine';
import { writeCapture } from '../../generator/writeCapture';
import { ACCEPTED, registerFrames } from '../engine/digest/registerFlow';
import { runWords, type Outcome } from './runWords';

const folder = new RunningEngine();
beforeAll(() => {
  writeCapture(folder.path('register.pcapng'), registerFrames(ACCEPTED));
});
afterAll(() => folder.close());

function written(text: string | Uint8Array): string {
  const path = folder.path('users.csv');
  writeFileSync(path, text);
  return path;
}

async function analyzed(text: string): Promise<Outcome> {
  const running = new RunningEngine();
  const words = ['analyze', folder.path('register.pcapng'), '--json', '--credentials', written(text)];
  const outcome = await runWords(words, running.engine);
  await running.close();
  return outcome;
}

describe('analyze --credentials', () => {
  it.each([
    ['the password', '1000,1234\n', 'matches'],
    ['the password of a user in the realm', '1000@192.168.7.101,1234\n1000,other\n', 'matches'],
    ['the password of a user in another realm', '1000@pbx,1234\n', 'notChecked'],
    ['another password', '1000,1235\n', 'passwordDiffers'],
    ['a password with a comma', '1000,12,34\n', 'passwordDiffers'],
    ['spaces, comments and line ends of Windows', '# users\r\n\r\n 1000 ,1234\r\n', 'matches'],
    ['a byte order mark', '\ufeff1000,1234', 'matches'],
    ['no such user', '1001,1234\n', 'notChecked'],
    ['nothing', '', 'notChecked'],
    ['HA1', '1000,3071f9a6f1cf27b1f890d0fa49ab9463\n', 'matches'],
  ])('%s', async (_, text, check) => {
    const { code, stdout, stderr } = await analyzed(text);
    expect([code, stderr]).toEqual([0, '']);
    const { registrations } = checkedReport(JSON.parse(stdout) as object);
    expect(registrations[0]?.attempts.map(({ credentials }) => credentials?.check)).toEqual([undefined, check]);
  });

  it('prints nothing of the file', async () => {
    const { stdout, stderr } = await analyzed('1000,hidden-word\nnobody-here,another-word\n');
    expect(`${stdout}${stderr}`).not.toMatch(/hidden-word|another-word|nobody-here/);
  });

  it.each<[string, readonly string[], number, RegExp]>([
    ['a file that is not there', ['--json', '--credentials', '/nowhere/users.csv'], 1, /there is no such file\n$/],
    ['a folder', ['--json', '--credentials', folder.folder], 1, /it is a folder\n$/],
    ['no file', ['--json', '--credentials'], 2, /argument missing/],
    ['tables', ['--credentials', '/nowhere/users.csv'], 2, /--credentials needs --json/],
  ])('refuses %s in one line', async (_, words, code, complaint) => {
    const outcome = await runWords(['analyze', folder.path('register.pcapng'), ...words]);
    expect([outcome.code, outcome.stdout, outcome.stderr]).toEqual([code, '', expect.stringMatching(complaint)]);
    expect(outcome.stderr.trim().split('\n')).toHaveLength(1);
  });
});

describe('a file of credentials', () => {
  it.each<[string, string | Uint8Array, RegExp]>([
    ['without a comma', '# users\n1000,1234\nsecretword\n', /line 3: write user,password$/],
    ['without a user', ',secretword', /line 1: write user,password$/],
    ['that is not UTF-8', Uint8Array.of(0x31, 0x2c, 0xff, 0xfe), /it is not UTF-8 text$/],
  ])('%s is refused without a word of it', async (_, text, words) => {
    const refused = await readCredentialsFile(written(text)).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(WorkFailed);
    expect((refused as Error).message).toMatch(words);
    expect((refused as Error).message).not.toContain('secretword');
  });

  it('counts the last line of a user', async () => {
    const passwordOf = await readCredentialsFile(written('1000,first\n1000,second\n'));
    expect([passwordOf('1000', 'x'), passwordOf('100', 'x')]).toEqual(['second', null]);
  });
});
