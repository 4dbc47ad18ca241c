/** Names of what preload and shell say to each other, written once. */
export const CHANNELS = {
  chooseCaptures: 'laddergram:choose-captures',
  chooseSavePath: 'laddergram:choose-save-path',
  connect: 'laddergram:connect',
  ready: 'laddergram:ready-for-paths',
  theme: 'laddergram:theme',
  enginePort: 'laddergram:port',
  menuCommand: 'laddergram:menu-command',
  openPaths: 'laddergram:open-paths',
} as const;
