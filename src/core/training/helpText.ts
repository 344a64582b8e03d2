import type { ScriptArgument } from './inspection';

type Described = Pick<ScriptArgument, 'help' | 'default' | 'hasDefault' | 'defaultText'>;

/**
 * An argument's help as argparse prints it (`HelpFormatter._expand_help`), but for what other than the
 * default is named in it.
 */
export function helpText({
  help,
  default: value,
  hasDefault,
  defaultText,
}: Described): string | null {
  const shown = hasDefault && typeof value === 'string' ? value : defaultText;
  return (
    help
      ?.replace(/%\((\w+)\)\w/g, (whole, key: string) => (key === 'default' ? shown : whole))
      .replaceAll('%%', '%') ?? null
  );
}
