/** Names of fields and map entries, and indexes of lists, from the request inwards. */
export type FieldPath = readonly (string | number)[];

/** What keeps a CreateTrainingJob request from doing what it says. */
export interface RequestProblem {
  readonly path: FieldPath;
  /** A finished sentence in the API's terms that names the field. */
  readonly message: string;
  /** The service refuses it, or would not get it; or it takes it, and something is ignored. */
  readonly severity: 'error' | 'warning';
}

/** As it is written in code: `InputDataConfig[0].ChannelName`, `HyperParameters["learning-rate"]`. */
export function pathText(path: FieldPath): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') {
        return `[${part}]`;
      }
      if (!/^[A-Za-z_]\w*$/.test(part)) {
        return `[${JSON.stringify(part)}]`;
      }
      return index === 0 ? part : `.${part}`;
    })
    .join('');
}

export function requestError(path: FieldPath, saying: string): RequestProblem {
  return { path, message: `${pathText(path)} ${saying}`, severity: 'error' };
}

export function requestWarning(path: FieldPath, saying: string): RequestProblem {
  return { path, message: `${pathText(path)} ${saying}`, severity: 'warning' };
}
