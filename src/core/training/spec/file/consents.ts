import {
  sandboxDebugVariable,
  sandboxInstallVariable,
  sandboxPythonVariable,
} from '../../../sandbox/protocol';
import { isFields } from '../mergeFields';
import { requestWarning, type RequestProblem } from '../requestProblem';
import type { JobSpec } from './jobSpec';

/** What a file says, its own fields apart from the API's. */
interface FileParts {
  readonly spec: JobSpec;
  readonly apiFields: Readonly<Record<string, unknown>>;
}

/**
 * Variables by which a person lets the sandbox install something, has a script wait for a debugger, or
 * names a program of this computer. Whoever wrote a file is somebody else.
 */
export const personalVariables: ReadonlySet<string> = new Set([
  sandboxInstallVariable,
  sandboxDebugVariable,
  sandboxPythonVariable,
]);

/** A file without what it says in the place of whoever launches it. */
export function withoutConsents({ spec, apiFields }: FileParts): FileParts {
  const { environment } = spec;
  const { Environment: variables } = apiFields;
  return {
    spec: environment ? { ...spec, environment: withoutPersonal(environment) } : spec,
    apiFields: isFields(variables)
      ? { ...apiFields, Environment: withoutPersonal(variables) }
      : apiFields,
  };
}

function withoutPersonal<Value>(
  variables: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  return Object.fromEntries(
    Object.entries(variables).filter(([name]) => !personalVariables.has(name)),
  );
}

/** A warning for each such variable of a file's fields. */
export function consentProblems(fields: Readonly<Record<string, unknown>>): RequestProblem[] {
  return ['environment', 'Environment'].flatMap((field) => {
    const variables = fields[field];
    return Object.keys(isFields(variables) ? variables : {})
      .filter((name) => personalVariables.has(name))
      .map((name) =>
        requestWarning([field, name], 'is not read from a file: each person says it themselves.'),
      );
  });
}
