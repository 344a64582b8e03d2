/** A section of the shared AWS files. */
export type Section = Readonly<Record<string, string | undefined>>;

/** Where keys come from that no profile names. */
export type AmbientSource = 'environment' | 'container' | 'instance';

interface PlannedRole {
  readonly kind: 'role';
  readonly profile: string;
  readonly arn: string;
  /** Whose keys ask for the role. */
  readonly base: CredentialPlan;
  readonly mfaSerial?: string | undefined;
  readonly sessionName?: string | undefined;
  readonly externalId?: string | undefined;
  readonly seconds: number;
}

interface PlannedSignOn {
  readonly kind: 'sso';
  readonly profile: string;
  /** Name of the `[sso-session]`; older profiles have none. */
  readonly session?: string | undefined;
  readonly startUrl: string;
  readonly region: string;
  readonly accountId: string;
  readonly roleName: string;
}

/** How the keys of a connection are found. */
export type CredentialPlan =
  | {
      readonly kind: 'keys';
      readonly profile: string;
      readonly accessKeyId: string;
      readonly secretAccessKey: string;
      readonly sessionToken?: string | undefined;
    }
  | PlannedRole
  | {
      readonly kind: 'webIdentity';
      readonly profile: string;
      readonly tokenFile: string;
      readonly roleArn: string;
      readonly sessionName?: string | undefined;
    }
  | { readonly kind: 'process'; readonly profile: string; readonly command: string }
  | PlannedSignOn
  | { readonly kind: 'login'; readonly profile: string; readonly session: string }
  | { readonly kind: AmbientSource }
  /** The profile says nothing of credentials: the role of the container or machine, if it has one. */
  | { readonly kind: 'machine'; readonly profile: string }
  | { readonly kind: 'broken'; readonly problem: string };

interface Files {
  readonly profiles: ReadonlyMap<string, Section>;
  /** `[sso-session NAME]` sections by name. */
  readonly ssoSessions: ReadonlyMap<string, Section>;
}

/**
 * Reads how a profile's keys are found, in the order of the SDK for JavaScript (`resolveProfileData`).
 * What a profile says of them is all that counts: where that fails, keys of another identity, such as
 * the machine's role, are not looked for. Half a statement is a problem, not none.
 */
export function credentialPlan(files: Files, profile: string): CredentialPlan {
  return plan(files, profile, []);
}

type Rule = (
  section: Section,
  profile: string,
  files: Files,
  visited: readonly string[],
) => CredentialPlan | undefined;

const rules: readonly Rule[] = [
  planRole,
  planKeys,
  planWebIdentity,
  planProcess,
  planSso,
  planLogin,
];

function plan(files: Files, profile: string, visited: readonly string[]): CredentialPlan {
  const section = files.profiles.get(profile);
  if (section === undefined) {
    return broken(
      `Profile "${visited.at(-1) ?? profile}" takes its keys from profile "${profile}", which the AWS config files do not have.`,
    );
  }
  // A profile may be its own source: then its keys are meant.
  const ordered = visited.length > 0 ? [planKeys, ...rules] : rules;
  for (const rule of ordered) {
    const found = rule(section, profile, files, visited);
    if (found !== undefined) {
      return found;
    }
  }
  return visited.length === 0
    ? { kind: 'machine', profile }
    : broken(
        `Profile "${visited.at(-1) ?? ''}" takes its keys from profile "${profile}", which has none.`,
      );
}

const broken = (problem: string): CredentialPlan => ({ kind: 'broken', problem });

const roleSources: Readonly<Record<string, AmbientSource>> = {
  Environment: 'environment',
  EcsContainer: 'container',
  Ec2InstanceMetadata: 'instance',
};

function planRole(
  section: Section,
  profile: string,
  files: Files,
  visited: readonly string[],
): CredentialPlan | undefined {
  const { role_arn: arn, credential_source: source } = section;
  if (arn === undefined || section['web_identity_token_file'] !== undefined) {
    // As the source of a role, a profile may name nothing but where keys are.
    return visited.length > 0 && source !== undefined ? ambient(source, profile) : undefined;
  }
  return {
    kind: 'role',
    ...{ profile, arn },
    base: planBase(section, profile, files, visited),
    mfaSerial: section['mfa_serial'],
    sessionName: section['role_session_name'],
    externalId: section['external_id'],
    seconds: Number.parseInt(section['duration_seconds'] ?? '', 10) || 3600,
  };
}

function planBase(
  section: Section,
  profile: string,
  files: Files,
  visited: readonly string[],
): CredentialPlan {
  const { source_profile: base, credential_source: source } = section;
  if (base !== undefined && source !== undefined) {
    return broken(
      `Profile "${profile}" has both source_profile and credential_source; only one can be.`,
    );
  }
  if (source !== undefined) {
    return ambient(source, profile);
  }
  if (base === undefined) {
    return broken(
      `Profile "${profile}" has a role_arn, but no source_profile or credential_source whose keys ask for the role.`,
    );
  }
  return visited.includes(base)
    ? broken(`Profile "${profile}" takes its keys from "${base}", which takes them from it.`)
    : plan(files, base, [...visited, profile]);
}

function ambient(source: string, profile: string): CredentialPlan {
  const kind = roleSources[source];
  return kind === undefined
    ? broken(
        `Profile "${profile}" has the credential_source "${source}", which is none of ${Object.keys(roleSources).join(', ')}.`,
      )
    : { kind };
}

function planKeys(section: Section, profile: string): CredentialPlan | undefined {
  const {
    aws_access_key_id: accessKeyId,
    aws_secret_access_key: secretAccessKey,
    aws_session_token: sessionToken,
  } = section;
  if (accessKeyId === undefined && secretAccessKey === undefined) {
    return undefined;
  }
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    const lacks = accessKeyId === undefined ? 'aws_access_key_id' : 'aws_secret_access_key';
    return broken(`Profile "${profile}" has half a key: ${lacks} is missing.`);
  }
  return { kind: 'keys', profile, accessKeyId, secretAccessKey, sessionToken };
}

function planWebIdentity(section: Section, profile: string): CredentialPlan | undefined {
  const { web_identity_token_file: tokenFile, role_arn: roleArn } = section;
  if (tokenFile === undefined) {
    return undefined;
  }
  return roleArn === undefined
    ? broken(`Profile "${profile}" has a web_identity_token_file, but no role_arn.`)
    : {
        kind: 'webIdentity',
        profile,
        tokenFile,
        roleArn,
        sessionName: section['role_session_name'],
      };
}

function planProcess(section: Section, profile: string): CredentialPlan | undefined {
  const command = section['credential_process'];
  return command === undefined ? undefined : { kind: 'process', profile, command };
}

function planSso(section: Section, profile: string, files: Files): CredentialPlan | undefined {
  const { sso_session: session } = section;
  if (session === undefined && section['sso_start_url'] === undefined) {
    return undefined;
  }
  const shared = session === undefined ? {} : files.ssoSessions.get(session);
  if (shared === undefined) {
    return broken(
      `Profile "${profile}" names the section [sso-session ${session ?? ''}], which the AWS config file does not have.`,
    );
  }
  const values = { ...section, ...shared };
  const needed = ['sso_start_url', 'sso_region', 'sso_account_id', 'sso_role_name'] as const;
  const [startUrl, region, accountId, roleName] = needed.map((key) => values[key]);
  if (!startUrl || !region || !accountId || !roleName) {
    const lacks = needed.filter((key) => !values[key]).join(', ');
    return broken(`Profile "${profile}" uses single sign-on, but has no ${lacks}.`);
  }
  return { kind: 'sso', profile, session, startUrl, region, accountId, roleName };
}

function planLogin(section: Section, profile: string): CredentialPlan | undefined {
  const session = section['login_session'];
  return session === undefined ? undefined : { kind: 'login', profile, session };
}
