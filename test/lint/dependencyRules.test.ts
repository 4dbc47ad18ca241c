import { join } from 'node:path';
import { ESLint } from 'eslint';
import { describe, expect, it } from 'vitest';

const repository = join(import.meta.dirname, '../..');
const eslint = new ESLint({ cwd: repository });

/** Rules that a file with this text at this place would break. Nothing is written. */
async function brokenRules(filePath: string, text: string): Promise<readonly string[]> {
  const [result] = await eslint.lintText(text, { filePath: join(repository, filePath) });
  return (result?.messages ?? []).map(({ ruleId, message }) => ruleId ?? message);
}

const PATHS = 'import-x/no-restricted-paths';
const IMPORTS = 'no-restricted-imports';

const PLANTED: readonly (readonly [string, string, string])[] = [
  ['renderer/planted.ts', "import '../main/engine/engine';", PATHS],
  ['renderer/planted.tsx', "import '../main/host/host';", PATHS],
  ['renderer/planted.ts', "import 'node:fs';", IMPORTS],
  ['renderer/planted.ts', "import 'electron';", IMPORTS],
  ['shared/planted.ts', "import '../main/engine/engine';", PATHS],
  ['shared/sip/planted.ts', "import 'node:path';", IMPORTS],
  ['shared/planted.ts', "import 'react';", IMPORTS],
  ['main/engine/decode/planted.ts', "import '../analysis/mediaAnnouncement';", PATHS],
  ['main/engine/decode/planted.ts', "import 'node:fs';", IMPORTS],
  ['main/engine/decode/planted.ts', 'export const now = Date.now();', 'no-restricted-properties'],
  ['main/engine/analysis/planted.ts', "import '../engine';", PATHS],
  ['main/engine/analysis/planted.ts', "import 'node:net';", IMPORTS],
  ['main/engine/analysis/planted.ts', 'export const wait = setTimeout;', 'no-restricted-globals'],
  ['main/engine/digest/planted.ts', "import '../workbench';", PATHS],
  ['main/engine/planted.ts', "import 'electron';", IMPORTS],
  ['main/cli/planted.ts', "import '../engine/entry';", PATHS],
  ['main/cli/planted.ts', "import '../app/menu';", PATHS],
  ['main/host/planted.ts', "import '../engine/port/memoryPort';", PATHS],
  ['main/host/planted.ts', "import '../cli/console';", PATHS],
  ['main/host/planted.ts', "import 'electron';", IMPORTS],
  ['main/app/planted.ts', "import '../engine/engine';", PATHS],
  ['main/app/planted.ts', "import '../host/host';", PATHS],
  ['main/app/planted.ts', 'export default 1;', 'import-x/no-default-export'],
  ['shared/planted.ts', 'export const wrong: any = 1;', '@typescript-eslint/no-explicit-any'],
];

const ALLOWED: readonly (readonly [string, string])[] = [
  ['renderer/planted.ts', "import '../shared/result';"],
  ['shared/protocol/planted.ts', "import 'zod';"],
  ['main/engine/analysis/planted.ts', "import '../decode/fault';"],
  ['main/engine/digest/planted.ts', "import 'node:crypto';"],
  ['main/cli/planted.ts', "import '../engine/engine';"],
  ['main/cli/planted.ts', "import '../host/host';"],
  ['main/host/planted.ts', "import '../engine/engine';"],
  ['main/app/planted.ts', "import 'electron';"],
  ['main/app/planted.ts', "import '../../shared/protocol/desktopBridge';"],
];

describe('the dependency rules', () => {
  it.each(PLANTED)('%s may not hold: %s', async (filePath, text, rule) => {
    expect(await brokenRules(filePath, `${text}\n`)).toContain(rule);
  });

  it.each(ALLOWED)('%s may hold: %s', async (filePath, text) => {
    expect(await brokenRules(filePath, `${text}\n`)).toEqual([]);
  });
});
