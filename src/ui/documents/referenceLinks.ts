import * as vscode from 'vscode';
import { findReferences, resourceOfArn } from '../../core/resources/references';
import type { CommandArguments, CommandId } from '../../ids';
import { documentSchemes } from '../../ids';
import { parameterOf } from '../../platform/readOnlyDocuments';
import type { BackendLoader } from '../backend';

const commandId = 'sagemakerWorkbench.reference.open' satisfies CommandId;

/** Makes links of the ARNs and S3 addresses in the descriptions of resources. */
export function registerReferenceLinks(backend: BackendLoader): vscode.Disposable {
  const provideDocumentLinks = async (
    document: vscode.TextDocument,
  ): Promise<vscode.DocumentLink[]> => {
    const connectionId = parameterOf(document.uri, 'connection');
    const { kinds } = await backend();
    return findReferences(document.getText()).flatMap(({ start, end, target }) => {
      const tooltip = tooltipOf(target, resourceOfArn(kinds, target)?.kind.noun);
      if (tooltip === undefined) {
        return [];
      }
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const link = new vscode.DocumentLink(range, commandUri({ connectionId, target }));
      link.tooltip = tooltip;
      return [link];
    });
  };
  const selector = { scheme: documentSchemes.resource };
  return vscode.languages.registerDocumentLinkProvider(selector, { provideDocumentLinks });
}

/** What a click does; `undefined`: nothing that we could do. */
function tooltipOf(target: string, noun: string | undefined): string | undefined {
  if (target.startsWith('s3://')) {
    return vscode.l10n.t('Copy the address, or open its folder in the AWS Console');
  }
  return noun && vscode.l10n.t('Open the description of this {0}', noun);
}

function commandUri(...args: CommandArguments['sagemakerWorkbench.reference.open']): vscode.Uri {
  return vscode.Uri.parse(`command:${commandId}?${encodeURIComponent(JSON.stringify(args))}`, true);
}
