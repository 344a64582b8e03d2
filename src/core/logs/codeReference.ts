/** A line of the job's own code. */
export interface CodePlace {
  /** Relative to the folder of the code, with `/`. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
}

/** Where a text speaks of such a line, as offsets into it. */
export interface CodeReference extends CodePlace {
  readonly from: number;
  readonly to: number;
  /** The path goes on here after what every path of the job begins with. */
  readonly pathFrom: number;
}

/** A frame of a traceback: `File "…", line 3`. */
const frame = /(?<=File ")(?<path>[^"\n]{1,4096})", line (?<line>\d{1,9})/g;

/** A file of the code with the line behind it, as warnings have it: `/opt/ml/code/train.py:3:`. */
const place =
  /(?<path>[\\/]opt[\\/]ml[\\/](?:code|input[\\/]data[\\/]code)[\\/][^\s"'<>|:]{1,1024}):(?<line>\d{1,9})\b/g;

/**
 * Where a container has the code: the framework images, and the drivers of the SageMaker Python SDK 3
 * (facts 1.5, 1.6). In the sandbox the job's own folder comes first.
 */
const codeFolder = /^.*?[\\/]opt[\\/]ml[\\/](?:code|input[\\/]data[\\/]code)[\\/]/;

/** The lines of the job's code that `text` speaks of, in order; other files are none of it. */
export function codeReferences(text: string): CodeReference[] {
  const frames = [...text.matchAll(frame)].flatMap((match) => read(match) ?? []);
  const all = [...frames, ...placesOf(text)].toSorted((a, b) => a.from - b.from);
  let end = 0;
  return all.filter(({ from, to }) => {
    const isFree = from >= end;
    end = isFree ? to : end;
    return isFree;
  });
}

/** From the start of the word on, but not from before the place that ends in it. */
function placesOf(text: string): CodeReference[] {
  let end = 0;
  return [...text.matchAll(place)]
    .flatMap((match) => read(match) ?? [])
    .map((found) => {
      const from = startOfWord(text, found.from, end);
      end = found.to;
      return { ...found, from };
    });
}

function read({ index, 0: all, groups }: RegExpExecArray): CodeReference | undefined {
  const written = groups?.['path'] ?? '';
  const line = Number(groups?.['line']);
  const start = codeFolder.exec(written)?.[0].length ?? 0;
  const path = codePath(written.slice(start));
  return path === undefined || line === 0
    ? undefined
    : { path, line, from: index, to: index + all.length, pathFrom: index + start };
}

/**
 * The innermost line of the job's code in the last traceback of `text`, if that ends with the exception
 * that `failure` tells; `null` otherwise: a script goes on after a traceback that it has caught, and what
 * ends it later may be no exception at all.
 */
export function innermostCode(text: string, failure: string): CodePlace | null {
  const start = text.lastIndexOf('Traceback (');
  const last = text.slice(Math.max(0, start));
  const frames = [...last.matchAll(frame)];
  const found = frames.flatMap((match) => read(match) ?? []).at(-1);
  const end = frames.at(-1)?.index;
  if (found === undefined || end === undefined) {
    return null;
  }
  const type = exceptionBehind(last.slice(end));
  const ends = start < 0 ? withoutTraceback : /./;
  return type !== undefined && ends.test(type) && failure.includes(type)
    ? { path: found.path, line: found.line }
    : null;
}

/** What Python tells with a frame alone. */
const withoutTraceback = /^(?:SyntaxError|IndentationError|TabError)$/;

/** The name of the exception in the first line that is not indented, as after the frames of a traceback. */
function exceptionBehind(frames: string): string | undefined {
  const [, ...lines] = frames.split('\n');
  const telling = lines.find((line) => /^\S/.test(line));
  return /^(?:\w+\.)*(?<type>[A-Za-z_]\w*)(?=:|\s*$)/.exec(telling ?? '')?.groups?.['type'];
}

/** By hand: a pattern that begins anywhere takes the square of a long line's length. */
function startOfWord(text: string, index: number, least: number): number {
  let from = index;
  while (from > least && !/[\s"'<>|]/.test(text.charAt(from - 1))) {
    from--;
  }
  return from;
}

/** A path of the code as `CodePlace` has it; `undefined` for what leaves the folder, or is no file (`<string>`). */
export function codePath(written: string): string | undefined {
  const path = written.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const isOutside = /^(?:\/|[A-Za-z]:|<|$)/.test(path) || path.split('/').includes('..');
  return isOutside ? undefined : path;
}
