import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import ts from 'typescript';
import { repository } from '../paths';
import { PlainError } from '../progress';

/** The English bundle, from which translations are made; VS Code itself reads the translated ones. */
export const bundleFile = path.join(repository, 'l10n', 'bundle.l10n.json');

/** Calls that translate: `vscode.l10n.t` in the host, `t` of a page's locale. */
const translators = /(^|\.)l10n\.t$|^t$/;

/** The messages of one source; throws where a message cannot be read from the source. */
export function messagesIn(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest);
  const messages: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && translators.test(node.expression.getText(source))) {
      const [message] = node.arguments;
      if (!message || !ts.isStringLiteralLike(message)) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart(source));
        throw new PlainError(`${file}:${String(line + 1)}: a message must be a plain literal`);
      }
      messages.push(message.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return messages;
}

/** Every message of `src`, each once, in the order of its code units. */
export async function collectMessages(): Promise<string[]> {
  const folder = path.join(repository, 'src');
  const files = (await fs.readdir(folder, { recursive: true })).filter((f) => f.endsWith('.ts'));
  const found = await Promise.all(
    files.map(async (name) => {
      const file = path.join(folder, name);
      return messagesIn(path.relative(repository, file), await fs.readFile(file, 'utf8'));
    }),
  );
  return [...new Set(found.flat())].sort();
}

/** The bundle as it is committed. */
export const bundleText = (messages: readonly string[]): string =>
  `${JSON.stringify(Object.fromEntries(messages.map((each) => [each, each])), null, 2)}\n`;
