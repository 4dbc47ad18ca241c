import type { CommandName } from './commands';

/** Written out so that telling a command does not load zod; the type makes the compiler compare it with the commands. */
const named: Readonly<Record<CommandName, true>> = {
  readSnapshot: true,
  listInterfaces: true,
  checkCaptureFilter: true,
  startCapture: true,
  stopCapture: true,
  openCapture: true,
  followCapture: true,
  stopFollowing: true,
  openSample: true,
  cancelOpen: true,
  closeCapture: true,
  listSamples: true,
  listCalls: true,
  listRegistrations: true,
  listStreams: true,
  listMessages: true,
  listCompanions: true,
  countIssues: true,
  watchCalls: true,
  readMessage: true,
  checkDigest: true,
  readFrame: true,
  readRegistration: true,
  readStreamSamples: true,
  exportCalls: true,
  cancelExport: true,
};

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(named, name);
