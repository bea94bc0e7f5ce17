/** Runs `work` and prints the label, then the duration. */
export async function step<T>(label: string, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  console.log(`- ${label} …`);
  const result = await work();
  console.log(`- ${label}: done in ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  return result;
}
