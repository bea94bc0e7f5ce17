import { ruleShapes, type RuleShape } from './ruleShapes';

/**
 * How the time of the rules grows with each shape's size: the exponent between ten times and a hundred times the
 * smallest. 1 is linear, 2 quadratic. Ends with 1 where one exceeds `most`.
 */

/** n · log n over a factor of ten is below 1.2; the rest is for the garbage collector. */
const most = 1.3;

/** Less is not measured for certain, in milliseconds. */
const noise = 20;

function shortest({ prepare, base }: RuleShape, factor: number): number {
  const action = prepare(base * factor);
  const times: number[] = [];
  let spent = 0;
  while (times.length < 5 && spent < 300) {
    times.push(processorTime(action));
    spent += times.at(-1) ?? 0;
  }
  return times.reduce((least, time) => Math.min(least, time), Infinity);
}

/** In milliseconds: what others run at the same time does not count. */
function processorTime(action: () => unknown): number {
  const start = process.cpuUsage();
  action();
  return process.cpuUsage(start).user / 1000;
}

function isGood(shape: RuleShape): boolean {
  const times = [1, 10, 100].map((factor) => shortest(shape, factor));
  const [, medium = 0, large = 0] = times;
  const exponent = Math.log10(large / medium);
  const good = large < noise || exponent <= most;
  const columns = times.map((time) => `${time.toFixed(1).padStart(9)} ms`).join('');
  console.log(`${good ? ' ' : '!'} ${shape.name.padEnd(55)}${columns}   exponent ${exponent.toFixed(2)}`);
  return good;
}

const wanted = process.argv[2] ?? '';
const results = ruleShapes.filter(({ name }) => name.includes(wanted)).map(isGood);
process.exitCode = results.every((good) => good) ? 0 : 1;
