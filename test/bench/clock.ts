/**
 * The smaller of wall-clock and processor time, in milliseconds: other processes lengthen the first, and the threads of
 * the garbage collector the second.
 */
export function milliseconds(action: () => unknown): number {
  const [start, used] = [performance.now(), process.cpuUsage()];
  action();
  const { user, system } = process.cpuUsage(used);
  return Math.min(performance.now() - start, (user + system) / 1000);
}
