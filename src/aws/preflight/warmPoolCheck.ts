import type { Finding } from '../../core/preflight/finding';
import type { AccountQuestion } from '../../core/preflight/question';
import { warmPoolFinding } from '../../core/preflight/warmPool';
import { listWarmPools } from '../training/warmPools';
import type { AnswerLimits } from './answers';
import { orReason, type Asking } from './asking';

/** Pools wait for minutes, and a form is edited for as long. */
const poolLimits: AnswerLimits = { waits: 30_000, keeps: 60_000 };

/** Whether a warm pool waits for a job like this one; where that may not be asked, it is no matter. */
export async function warmPoolFindings(
  asking: Asking,
  { pool }: AccountQuestion,
): Promise<readonly Finding[]> {
  if (pool === undefined) {
    return [];
  }
  const asked = asking.ask(
    'warm pools',
    async (signal) => {
      const options = { statuses: ['Available'], signal } as const;
      return (await listWarmPools(asking.connection, options)).pools;
    },
    poolLimits,
  );
  const finding = warmPoolFinding(await orReason(asked, () => []), pool);
  return finding ? [finding] : [];
}
