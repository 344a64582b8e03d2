/** The parts of `s3://bucket/key`; the key of a whole bucket is empty. */
export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/** Takes an S3 URI apart; the key is used as it stands, it is no path. `undefined` for what is none. */
export function parseS3Uri(uri: string): S3Location | undefined {
  const match = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri);
  return match ? { bucket: match[1] ?? '', key: match[2] ?? '' } : undefined;
}

/** Appends to a key as the service does to an output path, which may end with a slash or not. */
export function joinKey(prefix: string, ...parts: readonly string[]): string {
  const folder = prefix.replace(/\/+$/, '');
  return folder === '' ? parts.join('/') : [folder, ...parts].join('/');
}
