import * as vscode from 'vscode';
import { AppError } from '../../core/errors';
import { rowKey } from '../../core/resources/applyQuery';
import { findKind } from '../../core/resources/findKind';
import { documentSchemes, type ResourceRow } from '../../ids';
import {
  parameterOf,
  parametersOf,
  type ReadOnlyDocuments,
} from '../../platform/readOnlyDocuments';
import type { BackendLoader } from '../backend';
import type { ChosenConnection } from '../connection/chosenConnection';

export interface DocumentPorts {
  readonly backend: BackendLoader;
  readonly chosen: ChosenConnection;
  readonly viewer: ReadOnlyDocuments;
  /** The whole text of a job's logs as far as it is there. */
  logText(connectionId: string, jobName: string): Promise<string>;
}

/** Loads the read-only documents by their addresses, which hold all that is needed for it. */
export class Documents {
  private readonly requests = new Map<string, string>();
  /** Descriptions of what the service describes in lists alone, by `summaryId`. */
  private readonly summaries = new Map<string, object>();

  constructor(private readonly ports: DocumentPorts) {}

  async load(uri: vscode.Uri): Promise<string> {
    switch (uri.scheme) {
      case documentSchemes.resource:
        return this.description(uri);
      case documentSchemes.log:
        return this.ports.logText(parameterOf(uri, 'connection'), parameterOf(uri, 'name'));
      case documentSchemes.artifact:
        return this.member(uri);
      default:
        return this.requests.get(parameterOf(uri, 'id')) ?? goneRequest();
    }
  }

  /** Shows the request that a launch would send; `jsonc` where its text has comments. */
  async showRequest(
    jobName: string,
    text: string,
    language: 'json' | 'jsonc' = 'json',
  ): Promise<void> {
    const id = String(this.requests.size + 1);
    this.requests.set(id, text);
    const path = `/CreateTrainingJob ${jobName}.${language}`;
    await this.ports.viewer.show({ scheme: documentSchemes.request, path, parameters: { id } });
  }

  /** Shows a resource's description as the service gives it. */
  async showDescription({ connectionId, kindId, item }: ResourceRow): Promise<void> {
    const { arn, summary } = item;
    const key = rowKey(item);
    const parameters = {
      ...{ connection: connectionId, kind: kindId, name: item.name },
      ...(arn !== undefined && { arn }),
      ...(summary && { summary: key }),
    };
    if (summary) {
      this.summaries.set(summaryId(parameters), summary);
    }
    const path = `/${key.replaceAll('/', '-')}.json`;
    await this.ports.viewer.show({ scheme: documentSchemes.resource, path, parameters });
  }

  /** A resource's description, without what the SDK adds of the HTTP answer. */
  async describe({ connectionId, kindId, item }: ResourceRow): Promise<object> {
    const { kinds } = await this.ports.backend();
    const kind = findKind(kinds, kindId);
    if (!kind?.describe) {
      throw new AppError('notFound', vscode.l10n.t('Unknown kind of resource: {0}', kindId));
    }
    const { sagemaker } = await this.ports.chosen.openById(connectionId);
    const description = await kind.describe(sagemaker, item);
    return Object.fromEntries(Object.entries(description).filter(([key]) => key !== '$metadata'));
  }

  /** Shows a text file of an archive of a job, at a line counted from 1. */
  async showMember(row: ResourceRow, uri: string, member: string, line?: number): Promise<void> {
    const parameters = { connection: row.connectionId, uri, member };
    const path = `/${row.item.name}/${member}`;
    await this.ports.viewer.show({ scheme: documentSchemes.artifact, path, parameters }, line);
  }

  /** Shows the whole text of a job's logs. */
  async showLogText(connectionId: string, jobName: string): Promise<void> {
    const parameters = { connection: connectionId, name: jobName };
    const path = `/${jobName}.log`;
    await this.ports.viewer.show({ scheme: documentSchemes.log, path, parameters });
  }

  private async description(uri: vscode.Uri): Promise<string> {
    const parameters = parametersOf(uri);
    const { name, arn } = parameters;
    const isKept = parameters['summary'] !== undefined;
    const summary = isKept ? this.summaries.get(summaryId(parameters)) : undefined;
    if (isKept && !summary) {
      return vscode.l10n.t('This description is gone. Open it again from its list.');
    }
    const description = await this.describe({
      connectionId: parameterOf(uri, 'connection'),
      kindId: parameterOf(uri, 'kind'),
      item: { name: name ?? '', arn, summary },
    });
    return `${JSON.stringify(description, null, 2)}\n`;
  }

  private async member(uri: vscode.Uri): Promise<string> {
    const { artifacts } = await this.ports.backend();
    const connection = await this.ports.chosen.openById(parameterOf(uri, 'connection'));
    return artifacts.text(connection, parameterOf(uri, 'uri'), parameterOf(uri, 'member'));
  }
}

/** Equal names stand in several connections and below several kinds. */
const summaryId = ({ connection, kind, summary }: ReturnType<typeof parametersOf>): string =>
  JSON.stringify([connection, kind, summary]);

const goneRequest = (): string =>
  vscode.l10n.t('This preview is gone. Open it again from the launch page.');
