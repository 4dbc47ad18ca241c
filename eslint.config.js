import js from '@eslint/js';
import importX, { createNodeResolver } from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import typescript from 'typescript-eslint';

/** Who may import whom: folder → folders it may import from, besides itself. The table of docs/ARCHITECTURE.md, enforced. */
const MAY_IMPORT = {
  shared: [],
  'main/engine/pcap': ['shared'],
  'main/engine/capture': ['shared', 'main/engine/pcap'],
  'main/engine/decode': ['shared'],
  'main/engine/analysis': ['shared', 'main/engine/decode'],
  'main/engine/digest': ['shared', 'main/engine/decode', 'main/engine/analysis'],
  'main/engine/store': [
    'shared',
    'main/engine/pcap',
    'main/engine/capture',
    'main/engine/decode',
    'main/engine/analysis',
  ],
  'main/engine/publish': [
    'shared',
    'main/engine/pcap',
    'main/engine/capture',
    'main/engine/decode',
    'main/engine/analysis',
    'main/engine/store',
  ],
  'main/engine/export': [
    'shared',
    'main/engine/pcap',
    'main/engine/capture',
    'main/engine/decode',
    'main/engine/analysis',
    'main/engine/digest',
    'main/engine/store',
    'main/engine/publish',
  ],
  'main/engine/intake': [
    'shared',
    'main/engine/pcap',
    'main/engine/capture',
    'main/engine/decode',
    'main/engine/analysis',
    'main/engine/store',
  ],
  'main/cli': ['shared', 'main/host', 'main/engine/engine.ts'],
  'main/host': ['shared', 'main/engine/engine.ts'],
  'main/app': ['shared'],
  renderer: ['shared'],
};

const ELECTRON_ALLOWED = 'main/app';
const PURE = ['main/engine/decode', 'main/engine/analysis'];

const SOURCES = ['./main', './renderer', './shared', './test'];

/** A zone per folder and source folder, because `except` counts from the source folder. */
const zones = Object.entries(MAY_IMPORT).flatMap(([folder, allowed]) =>
  SOURCES.map((source) => ({
    target: `./${folder}`,
    from: source,
    except: [folder, ...allowed]
      .map((name) => `./${name}`)
      .filter((name) => name === source || name.startsWith(`${source}/`))
      .map((name) => (name === source ? '.' : `.${name.slice(source.length)}`)),
    message: `${folder} may import only ${['itself', ...allowed].join(', ')} (docs/ARCHITECTURE.md, dependency rules)`,
  })),
);

export default typescript.config(
  { ignores: ['dist/**', 'release/**', 'node_modules/**', 'coverage/**'] },
  js.configs.recommended,
  ...typescript.configs.strict,
  {
    files: ['**/*.{ts,tsx}'],
    plugins: { 'import-x': importX },
    settings: { 'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.tsx', '.js'] })] },
    rules: {
      'import-x/no-restricted-paths': ['error', { basePath: import.meta.dirname, zones }],
      'import-x/no-default-export': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/consistent-type-imports': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      eqeqeq: 'error',
    },
  },
  {
    files: ['main/**/*.ts', 'shared/**/*.ts', 'renderer/**/*.{ts,tsx}'],
    ignores: [`${ELECTRON_ALLOWED}/**`],
    rules: { 'no-restricted-imports': ['error', { paths: ['electron'] }] },
  },
  {
    files: PURE.map((folder) => `${folder}/**/*.ts`),
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(node:|electron|ws$|pdfkit$)', message: 'decode and analysis do no I/O' }] },
      ],
      'no-restricted-globals': ['error', 'process', 'Buffer', 'setTimeout', 'setInterval', 'performance'],
      'no-restricted-properties': ['error', { object: 'Date', property: 'now', message: 'time is capture time' }],
    },
  },
  {
    files: ['shared/**/*.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ regex: '^(?!\\.|zod$)', message: 'shared imports nothing but zod' }] },
      ],
    },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-imports': [
        'error',
        {
          patterns: [{ regex: '^(node:|electron|ws$|pdfkit$)', message: 'the window runs without Node and Electron' }],
        },
      ],
    },
  },
  { files: ['test/run.js'], languageOptions: { globals: { process: 'readonly' } } },
  { files: ['*.config.{js,ts}', 'vite.*.ts'], rules: { 'import-x/no-default-export': 'off' } },
);
