// Runs a TypeScript program of the tests: node test/run.js test/bench/compareWithTshark.ts [words …]
import { resolve } from 'node:path';
import { createServer } from 'vite';

const [program, ...words] = process.argv.slice(2);
if (program === undefined) throw new Error('Name the program to run.');
// A server without a port: what the program imports later on, it finds as well.
const modules = await createServer({
  configFile: false,
  logLevel: 'error',
  appType: 'custom',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, hmr: false, ws: false, watch: null },
});
try {
  const { main } = await modules.ssrLoadModule(resolve(program));
  await main(words);
} finally {
  await modules.close();
}
