import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import '../../../fakes/fakeVscode';
import { AppError } from '../../../../src/core/errors';
import { bucketFinding, type BucketAnswer } from '../../../../src/core/preflight/bucket';
import {
  createJobFinding,
  passRoleFinding,
  unknownPassRole,
} from '../../../../src/core/preflight/callerFindings';
import { notSignedIn } from '../../../../src/core/preflight/credentials';
import type { Finding } from '../../../../src/core/preflight/finding';
import {
  imageFinding,
  otherRegistry,
  processorFinding,
  type ImageAnswer,
} from '../../../../src/core/preflight/image';
import { offeredFinding } from '../../../../src/core/preflight/instanceOffered';
import { quotaFinding, unknownQuota } from '../../../../src/core/preflight/quota';
import { registryImage } from '../../../../src/core/preflight/registryImage';
import { roleAccessFinding, unknownAccess } from '../../../../src/core/preflight/roleAccess';
import * as roles from '../../../../src/core/preflight/roleFindings';
import { timeFindings } from '../../../../src/core/preflight/timeLimits';
import { warmPoolFinding } from '../../../../src/core/preflight/warmPool';
import { noSettings, settingNames } from '../../../../src/shared/contracts/launchSettings';
import { accountLines } from '../../../../src/ui/launch/accountLines';
import { mendAccount } from '../../../../src/ui/launch/accountMend';
import type { PlacedDraft } from '../../../../src/ui/launch/accountPlaces';
import { fieldSelector } from '../../../../src/webview/launch/fieldSelector';

const role = 'arn:aws:iam::123456789012:role/Trainer';
const type = 'ml.p3.2xlarge';
const input = 's3://data/train/';
const region = 'eu-west-1';
const console = 'https://console.example/';
const why = 'A reason.';

const denied = { verdict: 'denied', why: 'nothing' } as const;
const unsure = { verdict: 'unknown', why: 'organization' } as const;

const bucketAnswers: readonly BucketAnswer[] = [
  { kind: 'found' },
  { kind: 'found', region: 'us-east-1' },
  { kind: 'elsewhere', region: 'us-east-1' },
  { kind: 'denied' },
  { kind: 'missing' },
  { kind: 'missing', creation: denied },
  { kind: 'missing', creation: unsure },
  { kind: 'unknown', reason: why },
];
const buckets = bucketAnswers.flatMap((answer) =>
  (['default', 'output', 'input', 'checkpoint'] as const).map((use) =>
    bucketFinding(answer, {
      bucket: 'data',
      region,
      use,
      ...(use !== 'default' && { uri: input }),
    }),
  ),
);

const uri = `123456789012.dkr.ecr.${region}.amazonaws.com/mine:1`;
const image = registryImage(uri) ?? assert.fail();
const imageAnswers: readonly ImageAnswer[] = [
  { kind: 'unlisted' },
  { kind: 'noRepository' },
  { kind: 'noImage' },
  { kind: 'unknown', reason: why },
];
const images = [
  ...imageAnswers.map((answer) => imageFinding(answer, image, region)),
  imageFinding({ kind: 'found' }, image, 'us-east-1'),
  otherRegistry('docker.io/python'),
  processorFinding('1-cpu', [type]),
  processorFinding('1-gpu', ['ml.m5.large']),
];

const need = { instanceType: type, use: 'training job', instances: 2, region } as const;
const quota = (value: number, isApplied = true) => ({ name: 'q', code: 'L-1', value, isApplied });
const quotas = [
  ...[quota(0), quota(1), quota(0, false), quota(9, false), quota(9)].flatMap((one) =>
    [undefined, console].map((page) => quotaFinding(need, { quota: one, page })),
  ),
  quotaFinding(need, { quota: quota(2), inUse: { instances: 1, isAll: true } }),
  unknownQuota(need, why),
  ...[true, false].map((isInModel) => offeredFinding(type, { region, hasQuota: false, isInModel })),
];

const access = [{ action: 's3:GetObject', resource: '*', resourcePolicies: false }];
const simulated = { action: 's3:GetObject', resource: '*', missing: [] };
const ofRoles = [
  roles.foreignRole(role, '210987654321'),
  roles.missingRole(role),
  roles.misspeltRole(role, `${role}2`),
  roles.unreadRole(role, why),
  ...[undefined, console].flatMap((page) => [
    roles.trustFinding(role, { verdict: 'unknown', why: 'conditions' }, page),
    roles.trustFinding(role, { verdict: 'notTrusted', why: 'nobody' }, page),
  ]),
  ...[denied, unsure].map((permission) => passRoleFinding(role, permission)),
  unknownPassRole(role, why),
  createJobFinding(denied),
  roleAccessFinding(role, access, [{ ...simulated, decision: 'implicitDeny' }]),
  roleAccessFinding(role, access, []),
  unknownAccess(role, why),
  ...(['expired', 'network'] as const).map((reason) => notSignedIn(new AppError(reason, why))),
];

const times = [
  { maxRuntime: 29 * 86_400, hasCheckpoints: true, isHeterogeneous: false },
  { maxRuntime: 6 * 86_400, hasCheckpoints: true, isHeterogeneous: false },
  {
    ...{ maxRuntime: 60, hasCheckpoints: false, isHeterogeneous: true },
    ...{ keepAlive: 60, spot: { maxWait: 1 } },
  },
  { maxRuntime: 60, hasCheckpoints: true, isHeterogeneous: true, keepAlive: 60 },
].flatMap((one) => [undefined, quota(10)].flatMap((known) => timeFindings(one, known)));

const waiting = { jobName: 'warm', status: 'Available', job: { RoleArn: `${role}2` } } as const;
const pools = [warmPoolFinding([waiting], { RoleArn: role })];

/** All that the check can find and that is not well. */
const findings: readonly Finding[] = [
  ...[...buckets, ...images, ...quotas, ...ofRoles, ...times, ...pools],
]
  .filter((finding) => finding !== undefined)
  .filter(({ tone }) => tone !== 'ok');

const group = (name: string, of: string) => ({ name, type: of, count: '1' });
const fields = { isSpot: 'true', checkpointUri: 's3://saved/' };
const drafts: Readonly<Record<string, PlacedDraft>> = {
  'one type': {
    channels: [
      { name: 'local', path: 'data' },
      { name: 'train', path: input },
    ],
    settings: { ...noSettings, fields },
  },
  groups: {
    channels: [{ name: 'train', path: `${input} ` }],
    settings: { ...noSettings, fields, groups: [group('a', 'ml.m5.large'), group('b', type)] },
  },
};

const source = (file: string): string =>
  readFileSync(new URL(`../../../../src/webview/launch/${file}.ts`, import.meta.url), 'utf8');
const rows = ['settingFolds', 'whereSection'].map(source).join('');
const page = ['launchView', 'channelRows', 'groupRows'].map(source).join('');

/** Whether the page draws a control of that id for the draft. */
function isDrawn(id: string, { settings, channels }: PlacedDraft): boolean {
  const setting = settingNames.find((name) => id === `setting-${name}`);
  if (setting !== undefined) {
    const isHidden = ['instanceType', 'instanceCount'].includes(setting);
    return new RegExp(`'${setting}'`).test(rows) && !(isHidden && settings.groups.length > 0);
  }
  const [, row, index] = /^(.*-)(\d+)$/.exec(id) ?? [];
  const count = row?.startsWith('group-') ? settings.groups.length : channels.length;
  return row === undefined
    ? page.includes(`id: '${id}'`)
    : Number(index) < count && page.includes(`id: \`${row}\${index}\``);
}

describe('what mends findings about the account', () => {
  it('is known of each of them, and says what to do', () => {
    assert.ok(findings.length > 60, String(findings.length));
    for (const { fix, message } of findings) {
      assert.ok(fix, message);
    }
  });

  for (const [name, draft] of Object.entries(drafts)) {
    it(`leads to a field that the page has, or does something: ${name}`, async () => {
      for (const finding of findings) {
        const [line] = accountLines([finding], {}, draft);
        const [link] = line?.links ?? [];
        assert.ok(link, `no link: ${finding.message}`);
        if (line?.field !== undefined) {
          const id = JSON.parse(fieldSelector(line.field).slice('[id='.length, -1)) as string;
          assert.ok(isDrawn(id, draft), `${id} is not on the page: ${finding.message}`);
        }
        if (link.id.startsWith('field:')) {
          assert.equal(link.id, `field:${line?.field}`);
        } else {
          assert.notEqual(await act(finding, draft), '', finding.message);
        }
      }
    });
  }
});

/** What a link does, in a word; of a form the change that is seen on the page. */
async function act({ fix, place }: Finding, draft: PlacedDraft): Promise<string> {
  const done: string[] = [];
  await mendAccount(
    { ...(fix ?? assert.fail()), place },
    {
      choose: () => Promise.resolve({ value: 'chosen' }),
      update: (change) => {
        const { settings } = change(draft as never);
        const { groups } = settings;
        const seen = groups.length > 0 ? { ...settings.fields, instanceType: '' } : settings.fields;
        done.push(/chosen|role\/Trainer2/.exec(JSON.stringify([seen, groups]))?.[0] ?? '');
      },
      chooseConnection: (region) => {
        assert.equal(region, fix?.kind === 'chooseRegion' ? 'us-east-1' : undefined);
        done.push('connection');
        return Promise.resolve();
      },
      open: (opened) => Promise.resolve(done.push(opened)),
    },
  );
  return done.join();
}
