import type { TrainingRequest } from '../../../store/jobRecord';
import { invalid } from './invalid';

/** The folders that the service fills or empties itself. */
const reserved = ['/opt/ml/input', '/opt/ml/model', '/opt/ml/output', '/opt/ml/code'];

/** Checkpoints are kept in an absolute folder that is none of the service's own. */
export function checkCheckpoints({ CheckpointConfig: config }: TrainingRequest): void {
  const folder = config?.LocalPath;
  if (folder === undefined) return;
  if (!folder.startsWith('/') || folder.split('/').includes('..')) {
    throw invalid(`Invalid LocalPath in CheckpointConfig. It must be an absolute path: ${folder}`);
  }
  const parts = folder.split('/').filter((part) => part !== '' && part !== '.');
  const path = `${parts.map((part) => `/${part}`).join('')}/`;
  const taken = reserved.find((own) => path.startsWith(`${own}/`) || `${own}/`.startsWith(path));
  if (taken !== undefined) {
    throw invalid(`Invalid LocalPath in CheckpointConfig. ${folder} overlaps with ${taken}`);
  }
}
