import assert from 'node:assert/strict';
import { checkInput } from '../../../../src/sandbox/services/model/checkInput';
import { sagemakerModel as model } from '../../../../src/sandbox/services/model/sagemakerModel';

describe('checking input against the service model', () => {
  const job = {
    TrainingJobName: 'job',
    RoleArn: 'arn:aws:iam::000000000000:role/SageMakerLocalSandbox',
    OutputDataConfig: { S3OutputPath: 's3://bucket/' },
  };
  const check = (changes: object, operation = 'CreateTrainingJob') => {
    checkInput(model, operation, { ...(operation === 'CreateTrainingJob' ? job : {}), ...changes });
  };
  const refuses = (changes: object, message: string | RegExp, code = 'ValidationException') => {
    assert.throws(() => check(changes), { code, message });
  };
  const misfits = (changes: object, message: string) => {
    refuses(changes, message, 'SerializationException');
  };

  it('shows a map whole, as Java does, and all rules of its values', () => {
    refuses(
      { HyperParameters: { a: '1', b: 'x'.repeat(2501) } },
      `1 validation error detected: Value '{a=1, b=${'x'.repeat(2501)}}' at 'hyperParameters' failed to ` +
        'satisfy constraint: Map value must satisfy constraint: [Member must have length less than or ' +
        'equal to 2500, Member must have length greater than or equal to 0, Member must satisfy ' +
        'regular expression pattern: .*]',
    );
    refuses(
      { Environment: { '1a': '' } },
      /at 'environment' .* Map keys must satisfy constraint: \[/,
    );
    const many = Object.fromEntries(Array.from({ length: 101 }, (_, index) => [`k${index}`, '']));
    refuses({ HyperParameters: many }, /: Member must have length less than or equal to 100$/);
  });

  it('shows a list of plain values whole, and all rules of its values', () => {
    refuses(
      { VpcConfig: { SecurityGroupIds: ['sg-1', 'sg_2'], Subnets: ['subnet-1'] } },
      "1 validation error detected: Value '[sg-1, sg_2]' at 'vpcConfig.securityGroupIds' failed to " +
        'satisfy constraint: Member must satisfy constraint: [Member must have length less than or ' +
        'equal to 32, Member must have length greater than or equal to 0, Member must satisfy ' +
        'regular expression pattern: [-0-9a-zA-Z]+]',
    );
  });

  it('names the place of a structure in a list', () => {
    refuses(
      { Tags: [{ Key: 'a', Value: '' }, { Key: '' }] },
      /^2 validation errors detected: Value '' at 'tags\.2\.member\.key' .*; Value null at 'tags\.2\.member\.value' /,
    );
  });

  it('takes null for a member that is not there, but for none in a list or map', () => {
    check({ Tags: null, HyperParameters: null });
    refuses({ TrainingJobName: null }, /^1 .* Value null at 'trainingJobName'/);
    refuses({ Tags: [null] }, /Value null at 'tags\.1\.member' .* Member must not be null$/);
    refuses({ HyperParameters: { a: null } }, /'{a=null}' at 'hyperParameters' .* not be null\]$/);
  });

  it('says what a JSON type cannot be', () => {
    misfits({ TrainingJobName: 5 }, 'NUMBER_VALUE cannot be converted to String');
    misfits({ TrainingJobName: true }, 'TRUE_VALUE cannot be converted to String');
    misfits({ TrainingJobName: {} }, 'Start of structure or map found where not expected.');
    misfits({ TrainingJobName: [] }, 'Unrecognized collection type class java.lang.String');
    misfits({ EnableNetworkIsolation: 'true' }, 'STRING_VALUE cannot be converted to Boolean');
    misfits({ Tags: {} }, 'Start of structure or map found where not expected.');
    misfits({ Tags: 'a' }, 'Unexpected field type');
    misfits({ ResourceConfig: [] }, 'Unexpected field type');
    misfits({ HyperParameters: { epochs: 5 } }, 'NUMBER_VALUE cannot be converted to String');
    for (const MaxRuntimeInSeconds of [1.5, 1e300]) {
      misfits(
        { StoppingCondition: { MaxRuntimeInSeconds } },
        'NUMBER_VALUE cannot be converted to Integer',
      );
    }
  });

  it('takes seconds or ISO 8601 for a time, and no other text', () => {
    for (const CreationTimeAfter of [1.5, '2026-01-01T00:00:00Z']) {
      check({ CreationTimeAfter }, 'ListTrainingJobs');
    }
    for (const CreationTimeAfter of ['5', 'yesterday', [], {}, true]) {
      assert.throws(() => check({ CreationTimeAfter }, 'ListTrainingJobs'), {
        code: 'SerializationException',
      });
    }
  });

  it('ignores members that the model does not know, whatever their name', () => {
    check({ Unknown: 1, ...(JSON.parse('{"__proto__": 1, "constructor": 2}') as object) });
  });

  it('bounds what one request can make it do', () => {
    let expression: object = {};
    for (let depth = 0; depth < 10_000; depth++) expression = { SubExpressions: [expression] };
    assert.throws(
      () => check({ Resource: 'TrainingJob', SearchExpression: expression }, 'Search'),
      { code: 'SerializationException', message: 'The request is nested too deeply.' },
    );
    const tags = Array.from({ length: 10_000 }, () => ({ Key: 'x'.repeat(200) }));
    assert.throws(
      () => check({ Tags: tags }),
      ({ message }: Error) =>
        message.startsWith('1 validation error detected: ') && message.length < 10_000,
    );
  });
});
