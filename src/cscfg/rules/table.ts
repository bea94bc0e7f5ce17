import type { Rule } from './rule';

/** Every rule, in the order of the README's table. */
export const rules: readonly Rule[] = [];
