import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import {
  credentialPlan,
  type CredentialPlan,
  type Section,
} from '../../../../src/core/connections/credentialPlan';

const keys = { aws_access_key_id: 'AKID', aws_secret_access_key: 's' };
const role = { role_arn: 'arn:aws:iam::123456789012:role/x' };
const sso = { sso_account_id: '1', sso_role_name: 'r' };
const session = { sso_start_url: 'https://x', sso_region: 'eu-west-1' };

const plan = (
  profiles: Readonly<Record<string, Section>>,
  sessions: Readonly<Record<string, Section>> = {},
): CredentialPlan =>
  credentialPlan(
    {
      profiles: new Map(Object.entries(profiles)),
      ssoSessions: new Map(Object.entries(sessions)),
    },
    'p',
  );

/** `role<role<keys` */
const kinds = (given: CredentialPlan): string =>
  given.kind === 'role' ? `role<${kinds(given.base)}` : given.kind;

const problem = (given: CredentialPlan): string => {
  if (given.kind === 'role') {
    return problem(given.base);
  }
  return given.kind === 'broken' ? given.problem : given.kind;
};

describe('the plan for credentials', () => {
  it('follows the order of the SDK where a profile says several things', () => {
    const everything = {
      ...{ credential_process: 'c', login_session: 'l', ...sso, ...session },
      ...{ web_identity_token_file: 't', ...role, ...keys },
    };
    const left: Record<string, string> = everything;
    const order = [
      ['keys', 'aws_access_key_id', 'aws_secret_access_key'],
      ['webIdentity', 'web_identity_token_file', 'role_arn'],
      ['process', 'credential_process'],
      ['sso', 'sso_start_url'],
      ['login', 'login_session'],
    ] as const;
    for (const [kind, ...said] of order) {
      assert.equal(kinds(plan({ p: left })), kind);
      said.forEach((name) => Reflect.deleteProperty(left, name));
    }
    assert.equal(kinds(plan({ p: {} })), 'machine');
    assert.equal(kinds(plan({ p: { ...role, ...keys, source_profile: 'p' } })), 'role<keys');
  });

  it('goes through roles to the keys that ask for them', () => {
    const middle = { ...role, source_profile: 'base' };
    assert.equal(kinds(plan({ p: { ...role, source_profile: 'base' }, base: keys })), 'role<keys');
    assert.equal(
      kinds(plan({ p: { ...role, source_profile: 'm' }, m: middle, base: keys })),
      'role<role<keys',
    );
    // A source that has keys gives these, whatever role it is for by itself.
    assert.equal(
      kinds(plan({ p: { ...role, source_profile: 'm' }, m: { ...middle, ...keys } })),
      'role<keys',
    );
    const sources = { Environment: 'environment', EcsContainer: 'container' };
    for (const [source, kind] of Object.entries({ ...sources, Ec2InstanceMetadata: 'instance' })) {
      const named = { credential_source: source };
      assert.equal(kinds(plan({ p: { ...role, ...named } })), `role<${kind}`);
      assert.equal(kinds(plan({ p: { ...role, source_profile: 'm' }, m: named })), `role<${kind}`);
    }
  });

  it('takes what a role asks for', () => {
    const given = plan({
      p: {
        ...{ ...role, source_profile: 'base', mfa_serial: 'm', external_id: 'e' },
        ...{ role_session_name: 'n', duration_seconds: '900' },
      },
      base: keys,
    });
    assert.ok(given.kind === 'role');
    const { mfaSerial, externalId, sessionName, seconds } = given;
    assert.deepEqual([mfaSerial, externalId, sessionName, seconds], ['m', 'e', 'n', 900]);
  });

  it('joins a profile and its session', () => {
    assert.deepEqual(plan({ p: { ...sso, sso_session: 's' } }, { s: session }), {
      ...{ kind: 'sso', profile: 'p', session: 's', startUrl: 'https://x', region: 'eu-west-1' },
      ...{ accountId: '1', roleName: 'r' },
    });
  });

  const problems: readonly (readonly [what: string, given: CredentialPlan, said: RegExp])[] = [
    ['no source', plan({ p: role }), /no source_profile or credential_source/],
    [
      'two',
      plan({ p: { ...role, source_profile: 'a', credential_source: 'Environment' } }),
      /both/,
    ],
    [
      'an unknown source',
      plan({ p: { ...role, credential_source: 'Moon' } }),
      /"Moon", which is none/,
    ],
    [
      'a missing source',
      plan({ p: { ...role, source_profile: 'gone' } }),
      /profile "gone", which the/,
    ],
    [
      'an empty source',
      plan({ p: { ...role, source_profile: 'm' }, m: {} }),
      /"m", which has none/,
    ],
    ['itself', plan({ p: { ...role, source_profile: 'p' } }), /"p", which takes them from it/],
    [
      'a circle',
      plan({ p: { ...role, source_profile: 'm' }, m: { ...role, source_profile: 'p' } }),
      /"m" takes its keys from "p", which takes them from it/,
    ],
    ['half a key', plan({ p: { aws_secret_access_key: 's' } }), /aws_access_key_id is missing/],
    ['no such session', plan({ p: { ...sso, sso_session: 's' } }), /\[sso-session s\]/],
    [
      'half a session',
      plan({ p: { sso_session: 's' } }, { s: session }),
      /no sso_account_id, sso_role_name/,
    ],
    ['no role for a token', plan({ p: { web_identity_token_file: 't' } }), /no role_arn/],
  ];
  for (const [what, given, said] of problems) {
    it(`says what is wrong with ${what}`, () => {
      assert.match(problem(given), said);
    });
  }

  it('is found for whatever the files hold, and ends', () => {
    const names = fc.constantFrom('p', 'q', 'r', 's');
    const section = fc.record(
      {
        ...{ role_arn: fc.constant('arn'), source_profile: names, credential_source: fc.string() },
        ...{ aws_access_key_id: fc.string(), aws_secret_access_key: fc.string() },
        ...{ sso_session: names, sso_start_url: fc.string(), credential_process: fc.string() },
        ...{ web_identity_token_file: fc.string(), login_session: fc.string() },
      },
      { requiredKeys: [] },
    );
    const files = fc.record({ p: section, q: section, r: section }, { requiredKeys: ['p'] });
    fc.assert(
      fc.property(files, (profiles) => {
        const depth = kinds(plan(profiles)).split('<').length;
        assert.ok(depth <= 5);
      }),
      { numRuns: 2000 },
    );
  });
});
