/** Whether a channel's path names data that lie in S3 already. */
export const isInS3 = (path: string): boolean => /^\s*s3:\/\//i.test(path);
