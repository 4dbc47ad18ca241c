import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig, type Plugin } from 'vite';

const root = import.meta.dirname;

/** One program per door and process; all in one folder, because each finds the others beside itself. */
const programs = {
  laddergram: 'main/cli/laddergram.ts',
  start: 'main/start.ts',
  app: 'main/app/app.ts',
  engine: 'main/engine/entry.ts',
  capHelper: 'main/engine/capture/capHelper.ts',
};

const SHEBANG = '#!/usr/bin/env node\n';

const PART = /^part-.*\.js$/;

/** Takes away the parts of the build before: their names change with every change, and all of dist goes into the package. */
const withoutOldParts: Plugin = {
  name: 'laddergram:without-old-parts',
  generateBundle: ({ dir = '' }) => {
    const old = existsSync(dir) ? readdirSync(dir).filter((name) => PART.test(name)) : [];
    for (const name of old) rmSync(join(dir, name));
  },
};

/** Makes the command line a program that the system can start by its name. */
function executable(fileName: string): Plugin {
  return {
    name: 'laddergram:executable',
    renderChunk: (code, chunk) => (chunk.isEntry && chunk.fileName === fileName ? { code: SHEBANG + code } : null),
    writeBundle: ({ dir }) => {
      const path = join(dir ?? '', fileName);
      if (existsSync(path)) chmodSync(path, 0o755);
    },
  };
}

export default defineConfig({
  root,
  publicDir: false,
  plugins: [withoutOldParts, executable('laddergram.js')],
  build: {
    ssr: true,
    outDir: 'dist',
    // The window's build lies in dist/renderer.
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: Object.fromEntries(Object.entries(programs).map(([name, path]) => [name, join(root, path)])),
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'part-[name]-[hash].js' },
    },
  },
  // Bundled because that starts faster; the rest stays as installed (cap is compiled, pdfkit reads files beside itself).
  ssr: {
    target: 'node',
    noExternal: ['zod', 'commander'],
    external: ['cap', 'electron', 'pdfkit', 'fontkit', 'ws', 'dejavu-fonts-ttf'],
  },
});
