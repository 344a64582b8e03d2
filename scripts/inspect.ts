import * as fs from 'node:fs/promises';
import { inspectScript } from '../src/core/training/inspect/inspectScript';
import type { ScriptInspection } from '../src/core/training/inspection';
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
  let failures = 0;
  for (const file of files) {
    try {
      reports.push(reportOf(inspectScript(await fs.readFile(file, 'utf8'), file)));
    } catch (error) {
      const message = `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`;
      failures += 1;
      say(message);
      reports.push(unread(file, message));
    }
  }
  process.stdout.write(`${JSON.stringify(reports, undefined, 2)}\n`);
  return failures === 0 ? 0 : 1;
}

type Inspection = ScriptInspection & { readonly metrics?: readonly object[] };

function reportOf(inspection: Inspection): object {
  const { file, framework, channels, metrics = [], problems } = inspection;
  return {
    file,
    framework,
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
    channels,
    metrics,
    problems,
  };
}

function unread(file: string, message: string): object {
  const problems = [{ severity: 'error', code: 'unreadable', message, line: 1 }];
  return { file, framework: null, arguments: [], channels: [], metrics: [], problems };
}

void runMain(main);
