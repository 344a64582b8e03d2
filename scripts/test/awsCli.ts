import { capture, cleanEnvironment } from '../processes';
import { PlainError } from '../progress';
import { everyOnPath, installFromDebian } from '../host/debian';

/** Program of the AWS CLI, version 2: the machine's own, on Debian as root installed when missing. */
export async function awsCli2(): Promise<string> {
  const found =
    (await installedCli2()) ?? ((await installFromDebian('awscli')) && (await installedCli2()));
  if (found) {
    return found;
  }
  throw new PlainError(
    'The AWS CLI of version 2 is missing: the contract tests drive it. ' +
      'Put its `aws` on the PATH (on Debian: `apt-get install awscli`).',
  );
}

/** Version 1 may stand before it on the PATH. */
async function installedCli2(): Promise<string | undefined> {
  for (const program of everyOnPath('aws')) {
    const version = await capture(program, ['--version'], { env: cleanEnvironment() });
    if (version.startsWith('aws-cli/2.')) {
      return program;
    }
  }
  return undefined;
}
