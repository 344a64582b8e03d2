/** A script that declares an argument by each of these calls' arguments. */
export const argparseScript = (...calls: readonly string[]): string =>
  [
    'import argparse',
    'parser = argparse.ArgumentParser()',
    ...calls.map((call) => `parser.add_argument(${call})`),
    'args = parser.parse_args()',
    '',
  ].join('\n');
