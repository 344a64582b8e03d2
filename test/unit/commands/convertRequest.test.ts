import assert from 'node:assert/strict';
import { answerWith, leftBehind } from '../../fakes/fakeVscode';
import * as vscode from 'vscode';
import { convertTrainingRequest } from '../../../src/commands/convertRequest';
import { AppError } from '../../../src/core/errors';
import { fakeConnection } from '../../fakes/fakeKind';

const { id, label, region } = fakeConnection().info;
const chosen = { current: { id, label, region, runsHere: true } };

describe('converting the request in the clipboard', () => {
  const convert = (text: string, label: string): Promise<void> => {
    Object.assign(vscode.env.clipboard, { readText: () => Promise.resolve(text) });
    answerWith((choices) => choices.find((choice) => choice.label === label));
    return convertTrainingRequest({ chosen });
  };

  beforeEach(() => {
    leftBehind.texts.length = 0;
  });

  afterEach(() => answerWith(() => undefined));

  it('opens it in the form that is picked, for the region that it names', async () => {
    const script = `c = boto3.client("sagemaker", region_name="ap-south-1")
c.create_training_job(TrainingJobName="it's")`;
    await convert(script, 'AWS CLI command');
    assert.deepEqual(leftBehind.texts, [
      {
        language: 'shellscript',
        content: `aws sagemaker create-training-job \\
  --region ap-south-1 \\
  --cli-input-json '{
  "TrainingJobName": "it'\\''s"
}'
`,
      },
    ]);
  });

  it('takes the region of the chosen connection where the text names none', async () => {
    await convert('{"TrainingJobName": "a"}', 'boto3 script');
    const [opened] = leftBehind.texts as { content: string }[];
    assert.ok(opened?.content.includes(`region_name="${region}"`));
  });

  it('says where the text is wrong, and opens nothing', async () => {
    await assert.rejects(convert('{"a": 1,\n}', 'JSON'), (error) => {
      assert.ok(AppError.is(error, 'invalid'));
      assert.match(error.message, /Line 2, column 1: This is not JSON: }$/);
      return true;
    });
    assert.deepEqual(leftBehind.texts, []);
  });

  it('opens nothing when no form is picked', async () => {
    await convert('{}', 'none of them');
    assert.deepEqual(leftBehind.texts, []);
  });
});
