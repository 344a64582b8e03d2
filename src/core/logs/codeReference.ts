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
  const places = [...text.matchAll(place)]
    .flatMap((match) => read(match) ?? [])
    .map((found) => ({ ...found, from: startOfWord(text, found.from) }));
  const all = [...frames, ...places].toSorted((a, b) => a.from - b.from);
  let end = 0;
  return all.filter(({ from, to }) => {
    const isFree = from >= end;
    end = isFree ? to : end;
    return isFree;
  });
}

function read({ index, 0: all, groups }: RegExpExecArray): CodeReference | undefined {
  const written = groups?.['path'] ?? '';
  const line = Number(groups?.['line']);
  const start = codeFolder.exec(written)?.[0].length ?? 0;
  const path = relativePath(written.slice(start));
  return path === undefined || line === 0
    ? undefined
    : { path, line, from: index, to: index + all.length, pathFrom: index + start };
}

/**
 * The innermost line of the job's code in the last traceback of `text`; `null` where there is none. A
 * syntax error has a frame without a traceback.
 */
export function innermostCode(text: string): CodePlace | null {
  const last = text.slice(Math.max(0, text.lastIndexOf('Traceback (')));
  const innermost = [...last.matchAll(frame)].findLast((match) => read(match));
  const found = innermost && read(innermost);
  return found ? { path: found.path, line: found.line } : null;
}

/** By hand: a pattern that begins anywhere takes the square of a long line's length. */
function startOfWord(text: string, index: number): number {
  let from = index;
  while (from > 0 && !/[\s"'<>|]/.test(text.charAt(from - 1))) {
    from--;
  }
  return from;
}

/** `undefined` for what does not stay in the folder, or is no file (`<string>`). */
function relativePath(written: string): string | undefined {
  const path = written.replaceAll('\\', '/').replace(/^(?:\.\/)+/, '');
  const isOutside = /^(?:\/|[A-Za-z]:|<|$)/.test(path) || path.split('/').includes('..');
  return isOutside ? undefined : path;
}
