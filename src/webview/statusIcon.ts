import type { TemplateResult } from 'lit';
import { icon, spinner } from './icon';

/** Icon of a job's status; a status that is not an end moves. */
export function statusIcon(status: string): TemplateResult {
  switch (status) {
    case 'Completed':
      return icon('pass', 'tone-ok');
    case 'Failed':
      return icon('error', 'tone-error');
    case 'Stopped':
      return icon('circle-slash');
    case 'MaxRuntimeExceeded':
    case 'MaxWaitTimeExceeded':
    case 'Interrupted':
    case 'DeleteFailed':
      return icon('warning', 'tone-warning');
    default:
      return spinner();
  }
}
