import { AppError } from '../../errors';
import { shownPath } from '../shownPath';
import type { SecretFinding } from './findSecrets';
import type { SecretKind } from './secretRules';

/** A secret in a file of the source folder. */
export interface FileSecret extends SecretFinding {
  /** As in the archive. */
  readonly path: string;
}

/** What a person has let through knowingly: this secret in this file, wherever its line goes. */
export type LetThrough = Pick<FileSecret, 'path' | 'kind' | 'fingerprint'>;

/** What a person calls it: `AWS access key`. */
export const secretKindName = (kind: SecretKind): string => kindNames[kind];

/** Those that were not let through. */
export function blockingSecrets(
  secrets: readonly FileSecret[],
  letThrough: readonly LetThrough[],
): readonly FileSecret[] {
  const allowed = new Set(letThrough.map(identity));
  return secrets.filter((secret) => !allowed.has(identity(secret)));
}

const kindNames: Readonly<Record<SecretKind, string>> = {
  privateKey: 'private key',
  awsAccessKey: 'AWS access key',
  awsSecretKey: 'AWS secret key',
  awsSessionToken: 'AWS session token',
  githubToken: 'GitHub token',
  gitlabToken: 'GitLab token',
  slackToken: 'Slack token',
  googleKey: 'Google key',
  azureKey: 'Azure key',
  openAiKey: 'OpenAI or Anthropic key',
  huggingFaceToken: 'Hugging Face token',
  npmToken: 'npm token',
  pypiToken: 'PyPI token',
  stripeKey: 'Stripe key',
  sendGridKey: 'SendGrid key',
  databricksToken: 'Databricks token',
  jwt: 'JSON web token',
  urlPassword: 'password in a URL',
  assignment: 'password or key',
};

/** As many as one sentence can name. */
const mostNamed = 5;

/** Fails as `invalid` when there is a secret that was not let through, and names it without its value. */
export function refuseSecrets(
  secrets: readonly FileSecret[],
  letThrough: readonly LetThrough[],
): void {
  const blocking = blockingSecrets(secrets, letThrough);
  if (blocking.length === 0) {
    return;
  }
  const named = blocking
    .slice(0, mostNamed)
    .map(({ path, line, kind }) => `${shownPath(path)}, line ${line} (${kindNames[kind]})`);
  const rest = blocking.length - named.length;
  const list = [...named, ...(rest > 0 ? [`and ${rest} more`] : [])].join('; ');
  throw new AppError(
    'invalid',
    `The code seems to hold secrets, so nothing was uploaded: ${list}. Take them out, name the files in .sagemakerignore, or let them through on the launch page.`,
  );
}

const identity = ({ path, kind, fingerprint }: LetThrough): string =>
  JSON.stringify([path, kind, fingerprint]);
