import type { TemplateResult, nothing } from 'lit';
import type { FieldErrors } from '../../shared/contracts/launch';
import { fieldError } from '../fields';

interface RowErrors {
  readonly shown: readonly (TemplateResult | typeof nothing)[];
  at(part: string): string | undefined;
}

/** What is wrong with the parts of a row (`group:0`), each at its own field and all below them. */
export function rowErrors(errors: FieldErrors, row: string, parts: readonly string[]): RowErrors {
  const at = (part: string): string | undefined => errors[`${row}:${part}`];
  return { at, shown: parts.map((part) => fieldError(at(part))) };
}
