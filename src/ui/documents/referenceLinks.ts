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
    return findReferences(document.getText()).map(({ start, end, target }) => {
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const link = new vscode.DocumentLink(range, commandUri({ connectionId, target }));
      link.tooltip = tooltipOf(target, resourceOfArn(kinds, target)?.kind.noun);
      return link;
    });
  };
  const selector = { scheme: documentSchemes.resource };
  return vscode.languages.registerDocumentLinkProvider(selector, { provideDocumentLinks });
}

/** What a click does. */
function tooltipOf(target: string, noun: string | undefined): string {
  if (noun !== undefined) {
    return vscode.l10n.t('Open the description of this {0}', noun);
  }
  return target.startsWith('s3://')
    ? vscode.l10n.t('Copy the address, or open its folder in the AWS Console')
    : vscode.l10n.t('Copy the ARN, or open it in the AWS Console where it has a page');
}

function commandUri(...args: CommandArguments['sagemakerWorkbench.reference.open']): vscode.Uri {
  return vscode.Uri.parse(`command:${commandId}?${encodeURIComponent(JSON.stringify(args))}`, true);
}
