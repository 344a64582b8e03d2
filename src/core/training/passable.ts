import type { ScriptArgument } from './inspection';

/**
 * Whether SageMaker can name an argument: it writes `--name value`, and `-n value` for one letter
 * (sagemaker-training toolkit `mapping.py`); argparse must know that very spelling.
 */
export function isPassable({ name, flags }: Pick<ScriptArgument, 'name' | 'flags'>): boolean {
  return flags.includes(Array.from(name).length === 1 ? `-${name}` : `--${name}`);
}
