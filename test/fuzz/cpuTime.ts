/** What a step costs this process, in ms: unlike the clock on the wall it does not count what other programs do meanwhile. */
export function cpuTimeMs(step: () => void): number {
  const before = process.cpuUsage();
  step();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
