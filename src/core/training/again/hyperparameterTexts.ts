import { isObject, type Json, type JsonObject } from '../exports/json';

/**
 * Whether a job's hyperparameters are JSON texts, as the SageMaker Python SDK 2 writes them for images that
 * start a script; others have theirs as they are.
 */
export function isScriptMode({ HyperParameters: all = null }: JsonObject): boolean {
  return isObject(all) && Object.hasOwn(all, 'sagemaker_program');
}

/**
 * Hyperparameters that mean something to the images or to the service, and none to a person: they are kept
 * and not shown (sagemaker-training toolkit `params.py`; those of tuning jobs' trials).
 */
export const isContainerOwn = (name: string): boolean =>
  /^(sagemaker_|_tuning_objective_metric$|default_user_module_name$)/.test(name);

/** A JSON text as a person reads and writes it: without quotes where it says the same without. */
export function shownText(encoded: string): string {
  const value = parsed(encoded);
  return typeof value === 'string' && parsed(value) === undefined ? value : encoded;
}

/** The JSON text for what a person has written: words get quotes. */
export const encodedText = (shown: string): string =>
  parsed(shown) === undefined ? JSON.stringify(shown) : shown.trim();

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined; // It is a word.
  }
}
