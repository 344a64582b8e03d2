import { isGraviton, instanceFamily } from './imageProcessor';
import type { ImageQuestion } from './imageQuestion';
import { ImageRefusal } from './imageRefusal';
import type { ImageSheet, ImageTable } from './imageTable';

/** Where in the table an image is looked for. */
export interface SheetChoice {
  readonly sheet: ImageSheet;
  /** As it is asked for after all; the sheet may be of another, where the framework has it alone. */
  readonly scope: string | undefined;
  /** What the tag names in place of the processor. */
  readonly tool: string | undefined;
}

export const gravitonScope = 'inference_graviton';
const gravitonFrameworks = ['tensorflow', 'pytorch', 'xgboost', 'sklearn'];
const neuronFrameworks = ['huggingface', 'pytorch'];

/** The images of a framework for what they are to do. */
export function imageSheet(table: ImageTable, question: ImageQuestion): SheetChoice {
  const { framework, scope, options = {} } = question;
  const { inferenceTool, accelerator } = options;
  if (options.usesTrainingCompiler && neuronFrameworks.includes(framework)) {
    const sheet = sheetOf(table, `${framework}-training-compiler`, { scope, accelerator });
    return { sheet, scope, tool: inferenceTool };
  }
  checkChip(question);
  const tool = neuronFrameworks.includes(framework) ? toolOf(question) : inferenceTool;
  const isNeuron = neuronFrameworks.includes(framework) && /^neuronx?$/.test(tool ?? '');
  const wanted = finalScope(question);
  const name = isNeuron ? `${framework}-${tool ?? ''}` : framework;
  return { sheet: sheetOf(table, name, { scope: wanted, accelerator }), scope: wanted, tool };
}

/** The chips of an instance may say more than the scope. */
function finalScope({ framework, scope, instanceType }: ImageQuestion): string | undefined {
  if (gravitonFrameworks.includes(framework) && isGraviton(instanceType)) {
    return gravitonScope;
  }
  return scope === undefined && ['xgboost', 'sklearn'].includes(framework) ? 'training' : scope;
}

function toolOf({ instanceType, options }: ImageQuestion): string | undefined {
  const isNeuron = /^(inf|trn)/.test(instanceFamily(instanceType));
  return options?.inferenceTool ?? (isNeuron ? 'neuron' : undefined);
}

function checkChip({ framework, instanceType }: ImageQuestion): void {
  if (instanceType?.includes('trn') && framework !== 'pytorch') {
    const what = `There are no images of ${framework} for Trainium (${instanceType}).`;
    throw new ImageRefusal('instanceType', what);
  }
  if (isGraviton(instanceType) && !gravitonFrameworks.includes(framework)) {
    const what = `There are no images of ${framework} for Graviton (${instanceType ?? ''}).`;
    throw new ImageRefusal('instanceType', what);
  }
}

interface ScopeAsked {
  readonly scope: string | undefined;
  readonly accelerator: string | undefined;
}

function sheetOf(table: ImageTable, framework: string, asked: ScopeAsked): ImageSheet {
  const sheets = table.sheets(framework);
  if (sheets.length === 0) {
    throw new ImageRefusal('framework', `There are no images of ${framework}.`);
  }
  const scopes = sheets.flatMap((sheet) => sheet.scopes);
  // The same images train and serve.
  const isForBoth = sheets.length === 1 && scopes.includes('training') && scopes.length === 2;
  const scope = scopeFor(asked, scopes) ?? (isForBoth ? scopes[0] : undefined);
  const sheet = sheets.find((each) => each.scopes.includes(scope ?? ''));
  if (!sheet) {
    const what = `There are no images of ${framework} for ${scope ?? 'an unnamed purpose'}.`;
    throw new ImageRefusal('scope', what, scopes);
  }
  return sheet;
}

/** A framework's only scope is taken whatever is asked for. */
function scopeFor(
  { scope, accelerator }: ScopeAsked,
  scopes: readonly string[],
): string | undefined {
  if (accelerator && !/^ml\.eia|^local_sagemaker_notebook$/.test(accelerator)) {
    throw new ImageRefusal('accelerator', `${accelerator} is no Elastic Inference accelerator.`);
  }
  if (scopes.length === 1) {
    return scopes[0];
  }
  return accelerator ? 'eia' : scope;
}
