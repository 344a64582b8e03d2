import { inspectScript } from '../../../../../src/core/training/inspect/inspectScript';
import type {
  ScriptArgument,
  ScriptInspection,
  ScriptParser,
} from '../../../../../src/core/training/inspection';

type Given = Partial<ScriptArgument> & { readonly name: string };

/** An inspection of a script with these arguments, each like a plain one but for what is given. */
export function inspectionOf(
  args: readonly Given[],
  parser: Partial<ScriptParser> = {},
): ScriptInspection {
  const text = "import argparse\nargparse.ArgumentParser().add_argument('--plain')\n";
  const { arguments: plain, ...rest } = inspectScript(text, 'train.py');
  return {
    ...rest,
    arguments: args.flatMap((given) =>
      plain.map((argument) => ({
        ...argument,
        flags: [`--${given.name}`],
        destination: given.name.replaceAll('-', '_'),
        hasDefault: 'default' in given,
        ...given,
      })),
    ),
    parser: {
      kind: 'argparse',
      acceptsUnknown: false,
      allowsAbbreviations: true,
      exclusive: [],
      subcommands: null,
      certain: true,
      ...parser,
    },
  };
}
