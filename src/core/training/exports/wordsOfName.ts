/** `VolumeSizeInGB` as `volume_size_in_gb`: names of the service as AWS's own tools write them. */
export const snakeCase = (name: string): string => joined(name, '_');

/** The same with hyphens, for options of the AWS CLI. */
export const kebabCase = (name: string): string => joined(name, '-');

const joined = (name: string, sign: string): string =>
  name
    .replace(/(.)([A-Z][a-z]+)/g, `$1${sign}$2`)
    .replace(/([a-z0-9])([A-Z])/g, `$1${sign}$2`)
    .toLowerCase();
