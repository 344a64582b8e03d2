import { AppError } from '../core/errors';
import { shownPath } from '../core/packaging/shownPath';
import { isSystemError } from './files';

/** Says of which file or folder of a person's data the system has refused to tell anything. */
export function unreadableFile(file: string, error: unknown): AppError {
  const isDenied = isSystemError(error, 'EACCES', 'EPERM');
  const code: unknown = error instanceof Error && 'code' in error ? error.code : error;
  const message = isDenied
    ? `${shownPath(file)} cannot be read: permission denied. Choose other data, or allow reading it.`
    : `${shownPath(file)} cannot be read (${String(code)}). Choose other data.`;
  return new AppError('invalid', message, { cause: error });
}
