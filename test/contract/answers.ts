import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import { capture, cleanEnvironment } from '../../scripts/processes';
import { pythonEnvironment } from '../../scripts/test/pythonEnvironments';

/** An answer as it came over the wire; what python/recorder writes down, and middleware of the JS SDK. */
export interface WrittenAnswer {
  readonly client: string;
  /** botocore's name: `sagemaker`, `logs`, … */
  readonly service: string;
  readonly operation: string;
  /** Headers by their names in lower case. */
  readonly request: Readonly<Record<string, string>>;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** base64; null for a stream. */
  readonly body: string | null;
}

interface AnswersReport {
  readonly checked: number;
  /** One sentence for each thing in an answer that the service model does not allow. */
  readonly problems: readonly string[];
  /** Protocols by client and service, as the requests' content types tell: `json 1.1`, `query`, … */
  readonly protocols: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

const python = path.join(__dirname, 'python');

/** The answers that AWS's clients got in a test, kept as files to be held against the model. */
export class Answers {
  private constructor(private readonly folder: string) {}

  static async below(folder: string): Promise<Answers> {
    const answers = path.join(folder, 'answers');
    await fs.mkdir(answers, { recursive: true });
    return new Answers(answers);
  }

  /** Makes every Python client in a process write its answers down. */
  environment(client: string): Readonly<Record<string, string>> {
    return {
      ANSWERS: this.folder,
      ANSWERS_CLIENT: client,
      PYTHONPATH: path.join(python, 'recorder'),
      PYTHONDONTWRITEBYTECODE: '1',
    };
  }

  async write(answer: WrittenAnswer): Promise<void> {
    await fs.appendFile(path.join(this.folder, 'written.jsonl'), `${JSON.stringify(answer)}\n`);
  }

  /** Holds all of them against the models inside botocore. */
  async check(): Promise<AnswersReport> {
    const program = path.join(await pythonEnvironment('aws'), 'python');
    const script = path.join(python, 'check_answers.py');
    const output = await capture(program, [script, this.folder], {
      env: cleanEnvironment({ PYTHONDONTWRITEBYTECODE: '1' }),
    });
    return JSON.parse(output) as AnswersReport;
  }
}
