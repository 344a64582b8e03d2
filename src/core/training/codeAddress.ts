/**
 * The S3 address of the packed code in a training job's description; `undefined` where its code is not
 * an archive. `sagemaker_submit_directory` of script mode, JSON-encoded or plain (facts 1.4).
 */
export function codeAddress(description: object | undefined): string | undefined {
  const { HyperParameters: parameters } = { ...description } as {
    HyperParameters?: Readonly<Record<string, string>>;
  };
  const address = parameters?.['sagemaker_submit_directory']?.replace(/^"(.*)"$/, '$1');
  return address !== undefined && /^s3:\/\/.+\.tar\.gz$/.test(address) ? address : undefined;
}
