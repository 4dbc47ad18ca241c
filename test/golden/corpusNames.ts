import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../../shared/corpus/pcap');

/** Captures of other projects, where they lie beside the repository; none otherwise. */
export const corpusNames = (): readonly string[] => (existsSync(folder) ? readdirSync(folder).sort() : []);

export const corpusPath = (name: string): string => join(folder, name);

export const goldenPath = (name: string): string => join(import.meta.dirname, `${name}.json`);
