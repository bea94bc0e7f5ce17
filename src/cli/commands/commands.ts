import type { CommandDefinition } from '../command';
import { check } from './check';
import { inventory } from './inventory';
import { mcp } from './mcp';
import { osProfile } from './osProfile';
import { fix } from './rollOver';
import { listRules } from './rules';

/** The commands, in the order of the help. */
export const commands: readonly CommandDefinition[] = [check, fix, inventory, osProfile, listRules, mcp];
