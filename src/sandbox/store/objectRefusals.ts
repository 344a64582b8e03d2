import type { ServiceError } from '../http/jsonService';
import { S3Error } from '../http/s3Error';

export function noSuchBucket(name: string): ServiceError {
  return new S3Error('NoSuchBucket', 'The specified bucket does not exist', 404, {
    BucketName: name,
  });
}

export function bucketNotEmpty(name: string): ServiceError {
  return new S3Error('BucketNotEmpty', 'The bucket you tried to delete is not empty', 409, {
    BucketName: name,
  });
}

export function noSuchUpload(id: string): ServiceError {
  return new S3Error(
    'NoSuchUpload',
    'The specified upload does not exist. The upload ID may be invalid, or the upload may have ' +
      'been aborted or completed.',
    404,
    { UploadId: id },
  );
}
