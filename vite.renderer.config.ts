import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The window: one bundle for the desktop shell and the browser door, so every address in it is relative. */
export default defineConfig({
  root: 'renderer',
  base: './',
  plugins: [react()],
  build: {
    outDir: '../dist/renderer',
    emptyOutDir: true,
    target: 'es2023',
    chunkSizeWarningLimit: 1500,
    // A data: font or script would break the page's content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
