/** Whose permissions can be looked at, from the ARN that `GetCallerIdentity` answers. */
export type Caller =
  /** A user; `arn` is the one whose policies count. */
  | { readonly kind: 'user'; readonly arn: string }
  /** The session of a role. Its ARN leaves the role's path out, so that `arn` may have to be looked up. */
  | { readonly kind: 'role'; readonly name: string; readonly arn: string }
  /** The account itself, or a session whose policies cannot be asked for. */
  | { readonly kind: 'root' | 'other' };

export function callerOf(identityArn: string): Caller {
  if (/^arn:[^:]+:iam::\d{12}:user\//.test(identityArn)) {
    return { kind: 'user', arn: identityArn };
  }
  const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)/.exec(identityArn);
  if (session === null) {
    return { kind: identityArn.endsWith(':root') ? 'root' : 'other' };
  }
  const [, partition = '', account = '', name = ''] = session;
  return { kind: 'role', name, arn: `arn:${partition}:iam::${account}:role/${name}` };
}
