/** Why a job cannot go on from its last checkpoint. */
export type ResumeRefusal = 'atWork' | 'completed' | 'noCheckpoint';

/**
 * Whether a job like the described one, with the same folder of checkpoints, would go on where that one
 * was ended; `undefined`: it would, if its script reads its checkpoints. Spare capacity that was waited
 * for too long, a longest runtime that was too short and a stop leave a job `Stopped`.
 */
export function resumeRefusal(job: object): ResumeRefusal | undefined {
  const { TrainingJobStatus: status = '', CheckpointConfig: checkpoints } = job as Described;
  if (status === 'Completed') {
    return 'completed';
  }
  if (status !== 'Stopped' && status !== 'Failed') {
    return 'atWork';
  }
  return (checkpoints?.S3Uri ?? '') === '' ? 'noCheckpoint' : undefined;
}

/** Where its checkpoints lie; empty: nowhere. */
export const checkpointAddress = (job: object): string =>
  (job as Described).CheckpointConfig?.S3Uri ?? '';

interface Described {
  readonly TrainingJobStatus?: string;
  readonly CheckpointConfig?: { readonly S3Uri?: string };
}
