import { isObject, type Json, type JsonObject } from '../exports/json';
import { requestShape, type Shape } from '../exports/requestShape';
import { kebabCase } from '../exports/wordsOfName';
import { readJson } from './readJson';
import { readShorthand } from './readShorthand';
import { Refusal } from './refusal';
import { readShellCommand, type ShellWord } from './shellCommand';
import { typedValue } from './typedValue';

/** A request and where it goes. */
export interface PlacedRequest {
  readonly request: JsonObject;
  /** Where it is sent, as far as the text says that. */
  readonly region?: string;
}

/**
 * Reads a command line `aws sagemaker create-training-job …` of the AWS CLI: options win over
 * `--cli-input-json`, as there. Throws a `Refusal`.
 */
export function readCli(line: string): PlacedRequest {
  const { words, input } = readShellCommand(line);
  const start = words.findIndex(({ text }) => text !== 'env' && !/^\w+=/.test(text));
  const reading = new CliReading(input, regionFrom(words.slice(0, start)));
  reading.read(words.slice(start));
  return reading.result();
}

/** As the CLI has it, version 2: `AWS_REGION` wins over `AWS_DEFAULT_REGION`, and an empty one is none. */
function regionFrom(variables: readonly ShellWord[]): string | undefined {
  const valueOf = (name: string): string | undefined =>
    variables.findLast(({ text }) => text.startsWith(`${name}=`))?.text.slice(name.length + 1);
  return ['AWS_REGION', 'AWS_DEFAULT_REGION'].map(valueOf).find((value) => value);
}

/** Options of every command of the AWS CLI, by whether a value follows. */
const globals: ReadonlyMap<string, boolean> = new Map([
  ...[
    ...['--region', '--profile', '--endpoint-url', '--output', '--query', '--color', '--ca-bundle'],
    ...['--cli-read-timeout', '--cli-connect-timeout', '--cli-binary-format', '--cli-error-format'],
  ].map((option) => [option, true] as const),
  ...[
    ...['--debug', '--no-verify-ssl', '--no-paginate', '--no-sign-request', '--no-cli-pager'],
    ...['--cli-auto-prompt', '--no-cli-auto-prompt', '--v2-debug'],
  ].map((option) => [option, false] as const),
]);

/** What an option of the command fills, and for a switch with what. */
interface Option {
  readonly member: string;
  readonly shape: Shape;
  readonly value?: boolean;
}

const options: ReadonlyMap<string, Option> = new Map(
  [...requestShape.members].flatMap(([member, { shape }]): [string, Option][] => {
    const option = kebabCase(member);
    return shape.kind === 'boolean'
      ? [
          [`--${option}`, { member, shape, value: true }],
          [`--no-${option}`, { member, shape, value: false }],
        ]
      : [[`--${option}`, { member, shape }]];
  }),
);

class CliReading {
  private readonly given = new Map<string, Json>();
  private whole: JsonObject = {};
  private words: readonly ShellWord[] = [];
  private next = 0;
  /** `sagemaker create-training-job`, as far as it was read. */
  private readonly command: ShellWord[] = [];

  constructor(
    private readonly input: ShellWord | undefined,
    private region: string | undefined,
  ) {}

  read(words: readonly ShellWord[]): void {
    this.words = words;
    for (this.next = 1; this.next < words.length;) {
      this.word(words[this.next++] ?? { text: '', places: [] });
    }
    this.checkCommand();
  }

  result(): PlacedRequest {
    const request = { ...this.whole, ...Object.fromEntries(this.given) };
    return { request, ...(this.region !== undefined && { region: this.region }) };
  }

  private word(word: ShellWord): void {
    if (!word.text.startsWith('--')) {
      this.command.push(word);
      return;
    }
    const [name = '', ...rest] = word.text.split('=');
    const value = rest.length > 0 ? partOf(word, name.length + 1) : undefined;
    const option = options.get(name);
    if (option) {
      this.option(option, word, value);
    } else if (name === '--cli-input-json') {
      this.wholeRequest(value ?? this.valueAfter(word));
    } else {
      this.global(name, word, value);
    }
  }

  private checkCommand(): void {
    for (const [index, expected] of ['sagemaker', 'create-training-job'].entries()) {
      const word = this.command[index];
      if (word?.text !== expected) {
        throw new Refusal('otherOperation', word?.places[0] ?? 0, word?.text ?? '');
      }
    }
    const more = this.command[2];
    if (more) {
      throw new Refusal('unknownOption', more.places[0] ?? 0, more.text);
    }
  }

  private global(name: string, word: ShellWord, value: ShellWord | undefined): void {
    const takes = globals.get(name);
    if (takes === undefined) {
      throw new Refusal('unknownOption', word.places[0] ?? 0, name);
    }
    const given = takes ? (value ?? this.valueAfter(word)) : undefined;
    if (name === '--region') {
      this.region = given?.text;
    }
  }

  private option({ member, shape, value }: Option, word: ShellWord, given?: ShellWord): void {
    if (value !== undefined) {
      this.given.set(member, value);
      return;
    }
    if (shape.kind !== 'list') {
      this.given.set(member, readValue(given ?? this.valueAfter(word), shape));
      return;
    }
    const words = [...(given ? [given] : [this.valueAfter(word)]), ...this.valuesThere()];
    const [first] = words;
    this.given.set(
      member,
      words.length === 1 && first && /^\s*\[/.test(first.text)
        ? readValue(first, shape)
        : words.map((each) => readValue(each, shape.item)),
    );
  }

  private wholeRequest(word: ShellWord): void {
    const text = /^file:\/\/\/dev\/(?:stdin|fd\/0)$/.test(word.text) ? this.input : word;
    if (text === undefined) {
      throw new Refusal('file', word.places[0] ?? 0, word.text);
    }
    refuseFile(text);
    const value = readJson(text.text, placesOf(text));
    if (!isObject(value)) {
      throw new Refusal('notObject', text.places[0] ?? 0);
    }
    this.whole = value;
  }

  private valueAfter(word: ShellWord): ShellWord {
    const value = this.words[this.next];
    // As argparse has it: what looks like an option is one, but for a lone hyphen or a negative number.
    if (value === undefined || /^-(?!$|\d)/.test(value.text)) {
      throw new Refusal('missingValue', word.places[0] ?? 0, word.text);
    }
    this.next++;
    return value;
  }

  /** The words up to the next option. */
  private valuesThere(): readonly ShellWord[] {
    const start = this.next;
    while (this.next < this.words.length && !this.words[this.next]?.text.startsWith('--')) {
      this.next++;
    }
    return this.words.slice(start, this.next);
  }
}

function readValue(word: ShellWord, shape: Shape): Json {
  refuseFile(word);
  if (shape.kind === 'text') {
    return word.text;
  }
  if (/^\s*[[{]/.test(word.text)) {
    return readJson(word.text, placesOf(word));
  }
  const place = word.places[0] ?? 0;
  return typedValue(readShorthand(word.text, placesOf(word)), shape, place);
}

function refuseFile({ text, places }: ShellWord): void {
  if (/^fileb?:\/\//.test(text)) {
    throw new Refusal('file', places[0] ?? 0, text);
  }
}

const placesOf =
  ({ places }: ShellWord) =>
  (index: number): number =>
    places[Math.min(index, places.length - 1)] ?? 0;

const partOf = ({ text, places }: ShellWord, from: number): ShellWord => ({
  text: text.slice(from),
  places: places.slice(from),
});
