import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { corpusNames, corpusPath, goldenPath } from './corpusNames';
import { goldenOf } from './goldenOf';

/** Writes the golden file of every capture of the corpus, to be reviewed as a diff: node test/run.js test/golden/update.ts [name …] */
export async function main(names: readonly string[]): Promise<void> {
  for (const name of names.length > 0 ? names : corpusNames()) {
    const path = goldenPath(name);
    writeFileSync(path, await format(JSON.stringify(await goldenOf(corpusPath(name))), { filepath: path, printWidth: 120 }));
  }
}
