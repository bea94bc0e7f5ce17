import { milliseconds } from './clock';
import { ruleShapes } from './ruleShapes';
import { shapes, type PreparedShape } from './shapes';

/**
 * `npm run bench:growth [part of a name]`: growth of the time for each shape, as the exponent between a size and ten
 * times that size. 1 is linear, 2 quadratic. Exits with 1 if an exponent exceeds `most`.
 */

/** n · log n over a factor of ten is below 1.2; the rest is for the garbage collector. */
const most = 1.3;

/** Milliseconds below which a measurement is not reliable. */
const noise = 20;

/** Milliseconds above which a measurement is skipped. */
const maxMilliseconds = 20_000;

/** The shortest of five runs, or of three where these take long: the garbage collector takes its time when it likes. */
function measure({ prepare, base }: PreparedShape, factor: number): number {
  const action = prepare(base * factor);
  let [shortest, spent] = [Infinity, 0];
  for (let round = 0; round < 3 || (round < 5 && spent < 300); round++) {
    const time = milliseconds(action);
    shortest = Math.min(shortest, time);
    spent += time;
  }
  return shortest;
}

function report(shape: PreparedShape): boolean {
  const times = [measure(shape, 1)];
  const exponents: number[] = [];
  for (const factor of [10, 100]) {
    const before = times.at(-1) ?? 0;
    // Skip the next size if it would take too long at this growth.
    if (before * 10 ** Math.max(1, exponents.at(-1) ?? 1) > maxMilliseconds) {
      break;
    }
    let time = measure(shape, factor);
    // What the garbage collector did at one of the sizes may be gone the next time.
    for (let again = 0; again < 3 && time > noise && Math.log10(time / before) > most; again++) {
      time = Math.min(time, measure(shape, factor));
    }
    times.push(time);
    exponents.push(Math.log10(time / before));
  }
  const isGood = times.length === 3 && ((times[2] ?? 0) < noise || (exponents[1] ?? 0) <= most);
  console.log(
    `${isGood ? ' ' : '!'} ${shape.name.padEnd(55)} ${times.map((time) => `${time.toFixed(1).padStart(9)} ms`).join('')}   ` +
      `exponents ${exponents.map((one) => one.toFixed(2)).join(', ')}`,
  );
  return isGood;
}

const wanted = process.argv[2] ?? '';
const results = [...shapes, ...ruleShapes]
  .filter(({ name }) => name.includes(wanted))
  .map((shape) => {
    try {
      return report(shape);
    } catch (error) {
      console.log(`! ${shape.name.padEnd(55)} ${String(error).slice(0, 80)}`);
      return false;
    }
  });
process.exitCode = results.every(Boolean) ? 0 : 1;
