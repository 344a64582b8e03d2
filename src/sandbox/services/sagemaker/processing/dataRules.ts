import { processingRoot } from '../../../runner/processing/processingFolders';
import type {
  ProcessingInput,
  ProcessingOutput,
  ProcessingS3Input,
} from '../../../store/processingRequest';
import { duplicates, invalid } from '../rules/invalid';

/** Inputs that can be told apart, each from S3 into a folder of its own. */
export function checkProcessingInputs(inputs: readonly ProcessingInput[]): void {
  checkUnique(
    'Input names',
    inputs.map(({ InputName }) => InputName),
  );
  // The service refuses these too (sagemaker-python-sdk, issue 4939).
  checkUnique(
    'Local paths of inputs',
    inputs.flatMap(({ S3Input }) => S3Input?.LocalPath ?? []).map(plainPath),
  );
  for (const input of inputs) checkInputSource(input);
}

/** Outputs that can be told apart, each from a folder to S3. */
export function checkProcessingOutputs(outputs: readonly ProcessingOutput[]): void {
  checkUnique(
    'Output names',
    outputs.map(({ OutputName }) => OutputName),
  );
  for (const output of outputs) checkOutputTarget(output);
}

function checkUnique(what: string, values: readonly string[]): void {
  const [twice] = duplicates(values);
  if (twice !== undefined)
    throw invalid(`${what} must be unique. ${twice} is used more than once.`);
}

function checkInputSource(input: ProcessingInput): void {
  const { InputName, AppManaged, S3Input, DatasetDefinition } = input;
  if ((S3Input === undefined) === (DatasetDefinition === undefined)) {
    throw invalid(`Input ${InputName} must have exactly one of S3Input and DatasetDefinition.`);
  }
  if (S3Input === undefined) {
    throw invalid(
      `The local sandbox has neither Athena nor Redshift, which the DatasetDefinition of input ` +
        `${InputName} asks for.`,
    );
  }
  if (AppManaged !== true) checkDownload(InputName, S3Input);
}

function checkDownload(name: string, input: ProcessingS3Input): void {
  checkLocalPath(`input ${name}`, input.LocalPath);
  if (input.S3InputMode === 'Pipe') {
    throw invalid(`The local sandbox has no Pipe mode, which input ${name} asks for.`);
  }
  if (input.S3CompressionType === 'Gzip') {
    throw invalid(
      `S3CompressionType Gzip can only be used with S3InputMode Pipe, which input ${name} does not have.`,
    );
  }
}

function checkOutputTarget(output: ProcessingOutput): void {
  const { OutputName, AppManaged, S3Output, FeatureStoreOutput } = output;
  if ((S3Output === undefined) === (FeatureStoreOutput === undefined)) {
    throw invalid(`Output ${OutputName} must have exactly one of S3Output and FeatureStoreOutput.`);
  }
  if (S3Output === undefined) {
    throw invalid(`The local sandbox has no Feature Store, which output ${OutputName} asks for.`);
  }
  if (AppManaged !== true) checkLocalPath(`output ${OutputName}`, S3Output.LocalPath);
}

function checkLocalPath(what: string, path: string | undefined): void {
  if (path === undefined) {
    throw invalid(`LocalPath of ${what} is required when AppManaged is False.`);
  }
  const isBelow = path.startsWith(processingRoot) && plainPath(path).startsWith(processingRoot);
  if (isBelow && !path.split('/').includes('..')) return;
  throw invalid(`LocalPath of ${what} must begin with ${processingRoot}, which ${path} does not.`);
}

/** One name of a folder that can be written in many ways. */
function plainPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`;
}
