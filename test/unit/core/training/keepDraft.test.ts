import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkDraft } from '../../../../src/core/training/checkDraft';
import { keepDraft, reopenChannels } from '../../../../src/core/training/keepDraft';
import { checkSettings } from '../../../../src/core/training/settings/checkSettings';
import type { FormArgument, LaunchDraft } from '../../../../src/shared/contracts/launch';
import { noSettings, type LaunchSettings } from '../../../../src/shared/contracts/launchSettings';

const epochs: FormArgument = {
  name: 'epochs',
  flags: ['--epochs'],
  type: 'int',
  default: 20,
  hasDefault: true,
  choices: null,
  required: false,
  help: null,
  certain: true,
  line: 3,
};

const before: LaunchDraft = {
  jobName: 'first',
  values: { epochs: '20' },
  extra: [],
  channels: [{ name: 'train', path: 'data' }],
  sourceFolder: '.',
  alsoPacked: [],
  maxRuntimeMinutes: 60,
  installRequirements: false,
  leftOutMetrics: [],
  settings: noSettings,
};

const kept = (changes: Partial<LaunchDraft>): LaunchDraft => {
  const draft = { ...before, ...changes };
  return keepDraft(draft, checkDraft(draft, [epochs]), before);
};

describe('keepDraft', () => {
  it('keeps what is right as it was typed', () => {
    const changes = {
      values: { epochs: '7' },
      extra: [{ name: 'seed', value: '3' }],
      channels: [...before.channels, { name: 'test', path: 'more' }],
      maxRuntimeMinutes: 9,
    };
    assert.deepEqual(kept(changes), { ...before, ...changes });
  });

  it('goes back to what was there where a field is wrong', () => {
    const changes = { values: { epochs: 'x'.repeat(2500) }, maxRuntimeMinutes: 0 };
    assert.deepEqual(kept(changes), before);
    assert.deepEqual(kept({ channels: [{ name: 'train', path: '' }] }), before);
  });

  it('keeps each setting that is right', () => {
    const was = {
      ...noSettings,
      fields: { roleArn: 'arn:aws:iam::123456789012:role/Jobs', instanceCount: '2' },
    };
    const typed = {
      ...noSettings,
      fields: { roleArn: 'arn:', instanceCount: '', instanceType: 'ml.g5.xlarge' },
    };
    const draft = { ...before, settings: typed };
    const errors = checkSettings(typed, { hasRole: false, maxRuntimeMinutes: 60 });
    assert.deepEqual(Object.keys(errors), ['setting:roleArn']);
    assert.deepEqual(keepDraft(draft, errors, { ...before, settings: was }).settings, {
      ...noSettings,
      fields: { ...typed.fields, roleArn: was.fields.roleArn },
    });
    assert.deepEqual(keepDraft(draft, errors, before).settings, {
      ...noSettings,
      fields: { instanceCount: '', instanceType: 'ml.g5.xlarge' },
    });
  });

  it('keeps all groups of instances as they were while one is wrong', () => {
    const group = (name: string, count: string) => ({ name, type: 'ml.m5.large', count });
    const groupsKept = (...groups: readonly LaunchSettings['groups'][number][]) => {
      const settings = { ...noSettings, groups };
      const errors = checkSettings(settings, { hasRole: true, maxRuntimeMinutes: 60 });
      const was = { ...before, settings: { ...noSettings, groups: two } };
      return keepDraft({ ...before, settings }, errors, was).settings.groups;
    };
    const two = [group('one', '1'), group('other', '2')];
    assert.deepEqual(groupsKept(group('one', '3'), group('other', '')), two);
    assert.deepEqual(groupsKept(group('one', '3')), [group('one', '3')]);
    assert.deepEqual(groupsKept(), []);
  });

  it('leaves out rows that were begun, and those that are wrong', () => {
    const rows = {
      extra: [
        { name: '', value: '' },
        { name: '--seed', value: '3' },
        { name: '', value: '3' },
      ],
      channels: [...before.channels, { name: '', path: '' }, { name: 'no good!', path: 'x' }],
    };
    assert.deepEqual(kept(rows), before);
  });

  it('keeps one of two channels of the same name', () => {
    const channels = [...before.channels, { name: 'train', path: 'other' }];
    assert.deepEqual(kept({ channels }).channels, before.channels);
  });

  it('never keeps a wrong field, and keeps a right draft as it is', () => {
    const word = fc.constantFrom('', 'a', 'train', '--x', 'seven', '7', ' ', 'sagemaker_x', 'b c');
    const draft = fc.record({
      jobName: fc.constant('first'),
      values: fc.record({ epochs: fc.option(word) }, { noNullPrototype: true }),
      extra: fc.array(fc.record({ name: word, value: word }), { maxLength: 4 }),
      channels: fc.array(fc.record({ name: word, path: word }), { maxLength: 4 }),
      sourceFolder: fc.constantFrom('.', '..'),
      alsoPacked: fc.array(word, { maxLength: 2 }),
      maxRuntimeMinutes: fc.integer({ min: -1, max: 50_000 }),
      installRequirements: fc.boolean(),
      leftOutMetrics: fc.array(word, { maxLength: 2 }),
      settings: fc.constant(noSettings),
    });
    fc.assert(
      fc.property(draft, (typed) => {
        const result = kept(typed);
        assert.deepEqual(checkDraft(result, [epochs]), {});
        const rows = [
          ...typed.extra.map(({ name }) => name),
          ...typed.channels.map(({ name }) => name),
        ];
        if (Object.keys(checkDraft(typed, [epochs])).length === 0 && !rows.includes('')) {
          const named = typed.extra.filter(({ name }) => name.trim() !== '');
          assert.deepEqual(result, { ...typed, extra: named });
        }
      }),
    );
  });
});

describe('reopenChannels', () => {
  const channels = [
    { name: 'train', path: 'gone' },
    { name: 'test', path: 'also/gone' },
    { name: 'validation', path: 'there' },
  ];

  it('offers what is there instead of what is gone, and leaves out what has no other', () => {
    assert.deepEqual(
      reopenChannels(channels, ({ path }) => path === 'there', [{ name: 'train', path: 'data' }]),
      [
        { name: 'train', path: 'data' },
        { name: 'validation', path: 'there' },
      ],
    );
  });
});
