import type { AppError } from '../errors';
import type { Finding } from './finding';

const id = 'credentials';

export const signedIn = ({
  accountId,
  arn,
}: {
  readonly accountId: string;
  readonly arn: string;
}): Finding => ({
  ...{ id, tone: 'ok', detail: arn },
  message: `The credentials work, for the account ${accountId}.`,
});

/** Keys that were refused are certain to be refused again; a network may be back by the time of the start. */
export function notSignedIn(error: AppError): Finding {
  const isRefused = error.reason === 'expired' || error.reason === 'denied';
  return isRefused
    ? {
        ...{ id, tone: 'error', detail: error.message },
        message: 'The credentials do not work: sign in again, or choose another connection.',
        fix: { kind: 'signIn', label: 'Choose connection…' },
      }
    : {
        ...{ id, tone: 'info', detail: error.message },
        message:
          'The account could not be asked whether it is ready. Check the network, or choose another connection.',
        fix: { kind: 'signIn', label: 'Choose connection…' },
      };
}

/** Why questions to the account went without an answer: `error` is of the network or of keys that have expired. */
export const unanswered = (error: AppError): Finding => ({
  ...{ id: 'unanswered', tone: 'warning' },
  message: `The account could not be checked: ${error.message} Check again, or choose another connection.`,
  fix: { kind: 'askAgain', label: 'Check again' },
});
