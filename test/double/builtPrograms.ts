import { existsSync } from 'node:fs';
import { join } from 'node:path';

export const repository = join(import.meta.dirname, '../..');
export const distFolder = join(repository, 'dist');

/** Path of a built program. Tests of whole programs run what `npm run build` made, as users do. */
export function builtProgram(name: string): string {
  const path = join(distFolder, name);
  if (!existsSync(path)) throw new Error(`${name} is not built: run "npm run build" first`);
  return path;
}
