import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import {
  declaredVersion,
  type DeclaredVersion,
} from '../src/core/training/inspect/frameworkVersion';
import { inspectScript } from '../src/core/training/inspect/inspectScript';
import type { ScriptInspection } from '../src/core/training/inspection';
import { readDependencyTexts } from '../src/node/dependencyTexts';
import { modulesBeside } from '../src/node/modulesBeside';
import { runMain, say } from './progress';

/**
 * `npm run --silent inspect -- FILE...`: what the launch page reads from each script, as a JSON array
 * on stdout with one object a file, in order. A file that cannot be read stands there as a problem of
 * its own and is named on stderr; the exit code is then 1.
 */
async function main(): Promise<number> {
  const files = process.argv.slice(2);
  if (files.length === 0) {
    say('Usage: npm run --silent inspect -- FILE...');
    return 2;
  }
  const reports: object[] = [];
  let isWhole = true;
  for (const file of files) {
    const text = await textOf(file);
    reports.push(
      text === undefined
        ? unread(file)
        : await reportOf(inspectScript(text, file, modulesBeside(file))),
    );
    isWhole &&= text !== undefined;
  }
  process.stdout.write(`${JSON.stringify(reports, undefined, 2)}\n`);
  return isWhole ? 0 : 1;
}
async function reportOf(inspection: ScriptInspection): Promise<object> {
  const { file, framework, channels, metrics, problems } = inspection;
  return {
    file,
    framework: framework && { ...framework, version: await versionOf(framework.name, file) },
    parser: inspection.parser,
    arguments: inspection.arguments.map((argument) => ({
      name: argument.name,
      flags: argument.flags,
      type: argument.type,
      default: argument.default,
      choices: argument.choices,
      nargs: argument.nargs,
      required: argument.required,
      help: argument.help,
      certain: argument.certain,
      line: argument.line,
    })),
    hyperparameters: inspection.hyperparameters,
    channels,
    metrics,
    surroundings: inspection.surroundings,
    problems,
  };
}

/** What the files beside the script ask for. */
async function versionOf(framework: string, script: string): Promise<DeclaredVersion | null> {
  return declaredVersion(framework, await readDependencyTexts(path.dirname(script)));
}

/** `undefined`, and a line on stderr, where there is no such text. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    say(`${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}

function unread(file: string): object {
  const message = 'The file cannot be read.';
  const problems = [{ severity: 'error', code: 'unreadable', message, line: 1 }];
  return { file, framework: null, arguments: [], channels: [], metrics: [], problems };
}

void runMain(main);
