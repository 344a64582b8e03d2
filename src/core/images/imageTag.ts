import { instanceFamily, isGraviton } from './imageProcessor';
import type { FoundEntry } from './imageEntry';
import type { ImageQuestion } from './imageQuestion';
import { ImageRefusal } from './imageRefusal';
import { gravitonScope, type SheetChoice } from './imageSheet';

/** A processor as the instance has it, or none where images do not differ by it. */
interface TagFacts {
  readonly question: ImageQuestion;
  readonly choice: SheetChoice;
  readonly found: FoundEntry;
  readonly processor: string | undefined;
}

/** What stands behind the repository's name; empty where nothing does. */
export function imageTag(facts: TagFacts): string {
  const { question, choice, found } = facts;
  const build = buildOf(facts);
  checkBuild(facts);
  const { framework, instanceType } = question;
  if (['xgboost', 'sklearn'].includes(framework) && isForGraviton(facts)) {
    return gravitonTag(facts);
  }
  const processor = found.entry.isProcessorInTag ? facts.processor : undefined;
  const parts = [tagPrefix(facts), choice.tool ?? processor, found.pythonVersion, build];
  const tag = parts.filter((part) => part).join('-');
  const isTriton = framework === 'sagemaker-tritonserver' && processor === 'gpu';
  // Triton's images name no processor but `cpu`.
  return isTriton ? tag.replace(/[-gpu]+$/, '') : tag + extraBuild(tag, question, instanceType);
}

/** Repositories of Neuron whose builds begin with its release. */
const neuronRepositories = [
  'pytorch-training-neuron',
  'pytorch-training-neuronx',
  'huggingface-vllm-inference-neuronx',
];
const neuronInference = /^huggingface-pytorch-inference-neuronx?$/;
const trainingCompiler = /^huggingface-(pytorch|tensorflow)-trcomp-training$/;

function buildOf(facts: TagFacts): string | undefined {
  const { question, found } = facts;
  const { framework, options } = question;
  const { repository, sdk } = found.entry;
  const build = plainBuild(facts);
  if (isNeuronBuild(framework, repository)) {
    return neuronBuild(options?.sdkVersion ?? sdk, build);
  }
  return isGravitonRepository(framework, repository) ? `${build ?? 'None'}-sagemaker` : build;
}

function plainBuild({ question, found, processor }: TagFacts): string | undefined {
  const { builds } = found.entry;
  const own = builds.get(processor ?? '');
  if (builds.size > 0 && own === undefined) {
    throw new ImageRefusal('instanceType', 'There is no build for it.', [...builds.keys()]);
  }
  return own ?? question.options?.containerVersion;
}

const isNeuronBuild = (framework: string, repository: string): boolean =>
  neuronRepositories.includes(repository) ||
  (framework === 'huggingface' && neuronInference.test(repository));

function neuronBuild(sdk: string | undefined, build: string | undefined): string {
  if (sdk === undefined || build === undefined) {
    throw new ImageRefusal('containerVersion', 'Its build or release of Neuron is not known.');
  }
  return `${sdk}-${build}`;
}

const isGravitonRepository = (framework: string, repository: string): boolean =>
  [`${framework}-inference-graviton`, `${framework}-inference-arm64`].includes(repository);

/** A build can be asked for only where tags have one; elsewhere it would name no image. */
function checkBuild({ question, found }: TagFacts): void {
  const { framework, options } = question;
  const { repository, builds } = found.entry;
  const isFree =
    ['huggingface', 'pytorch-smp', 'spark'].includes(framework) ||
    repository === `${framework}-inference-graviton` ||
    repository.includes('neuron');
  if (options?.containerVersion !== undefined && builds.size === 0 && !isFree) {
    const what = `The images of ${framework} ${found.version} have no builds to choose from.`;
    throw new ImageRefusal('containerVersion', what);
  }
}

/** Hugging Face names both versions, and its own by the whole release. */
function tagPrefix({ question, found }: TagFacts): string {
  const { framework, baseFramework = '' } = question;
  const { entry, version, release, base = '' } = found;
  if (framework !== 'huggingface') {
    return entry.prefix ?? version;
  }
  const own = trainingCompiler.test(entry.repository) ? version : release;
  const below = neuronInference.test(entry.repository) ? base : baseFramework;
  return `${below.replace(/^(pytorch|tensorflow)/, '')}-transformers${own}`;
}

const isForGraviton = ({ question, choice }: TagFacts): boolean =>
  isGraviton(question.instanceType) || choice.scope === gravitonScope;

const gravitonTags: ReadonlyMap<string, string> = new Map([
  ['xgboost 1.5-1', '1.5-1-arm64'],
  ['xgboost 1.3-1', '1.3-1-arm64'],
  ['sklearn 1.0-1', '1.0-1-arm64-cpu-py3'],
]);

function gravitonTag({ question, found }: TagFacts): string {
  const { framework, instanceType } = question;
  if (instanceFamily(instanceType) !== '' && !isGraviton(instanceType)) {
    const what = `${instanceType ?? ''} has no Graviton processor.`;
    throw new ImageRefusal('instanceType', what);
  }
  const tag = gravitonTags.get(`${framework} ${found.version}`);
  if (tag === undefined) {
    const what = `There is no image of ${framework} ${found.version} for Graviton.`;
    throw new ImageRefusal('version', what);
  }
  return tag;
}

/** Builds of old images that the A100's instances and SageMaker's own libraries need. */
const extraBuilds: ReadonlyMap<string, string> = new Map([
  ['tensorflow-2.3-gpu-py37', 'cu110-ubuntu18.04-v3'],
  ['tensorflow-2.3.1-gpu-py37', 'cu110-ubuntu18.04'],
  ['tensorflow-2.3.2-gpu-py37', 'cu110-ubuntu18.04'],
  ['tensorflow-1.15-gpu-py37', 'cu110-ubuntu18.04-v8'],
  ['tensorflow-1.15.4-gpu-py37', 'cu110-ubuntu18.04'],
  ['tensorflow-1.15.5-gpu-py37', 'cu110-ubuntu18.04'],
  ['mxnet-1.8-gpu-py37', 'cu110-ubuntu16.04-v1'],
  ['mxnet-1.8.0-gpu-py37', 'cu110-ubuntu16.04'],
  ['pytorch-1.6-gpu-py36', 'cu110-ubuntu18.04-v3'],
  ['pytorch-1.6.0-gpu-py36', 'cu110-ubuntu18.04'],
  ['pytorch-1.6-gpu-py3', 'cu110-ubuntu18.04-v3'],
  ['pytorch-1.6.0-gpu-py3', 'cu110-ubuntu18.04'],
]);

function extraBuild(tag: string, { framework, options }: ImageQuestion, instanceType = ''): string {
  const isNeeded =
    instanceType !== '' && (instanceFamily(instanceType) === 'p4d' || options?.isSmDistributed);
  const build = isNeeded ? extraBuilds.get(`${framework}-${tag}`) : undefined;
  return build === undefined ? '' : `-${build}`;
}
