import { join } from 'node:path';
import { defineConfig } from 'vite';

const root = import.meta.dirname;

/** The preload of a sandboxed window has to be one CommonJS file. */
export default defineConfig({
  root,
  publicDir: false,
  build: {
    ssr: join(root, 'main/app/preload.ts'),
    outDir: 'dist',
    emptyOutDir: false,
    target: 'node20',
    minify: false,
    rolldownOptions: { output: { format: 'cjs', entryFileNames: 'preload.cjs' } },
  },
  ssr: { target: 'node', external: ['electron'] },
});
