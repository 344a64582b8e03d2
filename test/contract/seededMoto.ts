import * as path from 'node:path';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';
import { startMoto, type MotoServer } from './motoServer';

export interface SeededMoto extends MotoServer {
  /** Names by kind; a child's under its kind and its parent's name: `modelPackage churn`. */
  readonly seeded: Readonly<Record<string, readonly string[]>>;
}

/** What anybody may sign with there. */
export const motoKeys = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' };

/** Starts moto with resources of every kind that it can create. */
export async function startSeededMoto(): Promise<SeededMoto> {
  const moto = await startMoto();
  try {
    const program = path.join(await pythonEnvironment('aws'), 'python');
    const place = { AWS_ENDPOINT_URL: moto.endpoint, AWS_DEFAULT_REGION: 'us-east-1' };
    const env = cleanEnvironment({ ...place, ...motoKeys });
    const script = path.join(__dirname, 'python', 'seed_kinds.py');
    const output = await capture(program, [script], { env });
    return { ...moto, seeded: JSON.parse(output) as SeededMoto['seeded'] };
  } catch (error) {
    await moto.stop();
    throw error;
  }
}
