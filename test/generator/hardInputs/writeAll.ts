import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HARD_INPUTS } from './allHardInputs';
import { FILE_INPUTS } from './fileInputs';
import { pcapOf } from './pcapOf';

/** Writes every hard input as a file, to be looked at: node test/run.js test/generator/hardInputs/writeAll.ts FOLDER */
export function main([folder = 'hard-inputs']: readonly string[]): void {
  mkdirSync(folder, { recursive: true });
  for (const input of HARD_INPUTS) writeFileSync(join(folder, `${input.name}.pcap`), pcapOf(input));
  for (const input of FILE_INPUTS) input.write(folder);
}
