// Runs a TypeScript program of the tests: node test/run.js test/bench/compareWithTshark.ts [words …]
import { resolve } from 'node:path';
import { runnerImport } from 'vite';

const [program, ...words] = process.argv.slice(2);
if (program === undefined) throw new Error('Name the program to run.');
const { module } = await runnerImport(resolve(program), { configFile: false, logLevel: 'error' });
await module.main(words);
