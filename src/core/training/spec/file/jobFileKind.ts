import { parse } from 'jsonc-parser';
import { isFields } from '../mergeFields';
import { trainingJobFields } from '../checkFields';
import { ownFields } from './ownFields';

/** Fields that no training job has, of jobs of other kinds. */
const otherKinds = /^(Processing|Transform|HyperParameterTuning|AutoML)Job/;

/**
 * Whether parsed JSON says a training job: its `kind` if it has one, else its content. A file that has
 * only been begun counts as one.
 */
export function isTrainingJobFile(value: unknown): boolean {
  if (!isFields(value)) {
    return value === undefined;
  }
  if (typeof value['kind'] === 'string') {
    return value['kind'] === 'TrainingJob';
  }
  const names = Object.keys(value).filter((name) => name !== '$schema');
  const known = new Set([...Object.keys(ownFields), ...trainingJobFields]);
  return (
    !names.some((name) => otherKinds.test(name)) &&
    (names.length === 0 || names.some((name) => known.has(name)))
  );
}

/** The same of a file's text, JSON with comments, however far it is written. */
export const isJobText = (text: string): boolean =>
  isTrainingJobFile(text.trim() === '' ? undefined : (parse(text) as unknown));
