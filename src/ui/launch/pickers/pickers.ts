import * as vscode from 'vscode';
import type { Connection } from '../../../aws/connection';
import { readGrowing } from '../../../core/growing';
import { jobOutput } from '../../../core/training/jobOutput';
import type { ChosenSetting, LaunchSettings } from '../../../shared/contracts/launchSettings';
import { trainingKind, type BackendLoader } from '../../backend';
import type { FormMemory } from '../formMemory';
import { browseS3 } from '../s3Browser';
import { chooseSetting, type ChoicePorts } from '../settingChoices';

/** Lets a person choose what a job is given, from what the account of a connection has. */
export class Pickers {
  constructor(
    private readonly backend: BackendLoader,
    private readonly memory: FormMemory,
  ) {}

  /** A setting of the launch page, given those that stand there; `undefined` when dismissed. */
  async choose(
    connection: Connection,
    setting: ChosenSetting,
    fields: LaunchSettings['fields'],
  ): Promise<string | undefined> {
    return await chooseSetting(setting, fields, await this.ports(connection));
  }

  /** Data in the connection's S3; `undefined` when dismissed. */
  async browseS3(connection: Connection): Promise<string | undefined> {
    const { pickers } = await this.backend();
    const kind = await trainingKind(this.backend);
    const { sagemaker } = connection;
    return await browseS3({
      title: vscode.l10n.t('Data in S3'),
      folder: (uri, reading) => pickers.s3Folder(connection, uri, reading),
      jobs: {
        list: (reading) =>
          readGrowing(async (token) => {
            const page = await kind.list(sagemaker, token, reading.signal);
            return { items: page.items, next: page.nextToken };
          }, reading),
        outputOf: async (name) => jobOutput(await kind.describe?.(sagemaker, { name })),
      },
    });
  }

  private async ports(connection: Connection): Promise<ChoicePorts> {
    const { account, prices, pickers } = await this.backend();
    const { memory } = this;
    return {
      usedRoles: () => memory.roles(connection.info),
      used: (setting) => memory.used.of(connection.info.id, setting),
      trustingRoles: (signal) => account.roles(connection, signal),
      prices: () => prices.known(connection),
      quotas: (asked, signal) => account.quotas(connection, asked, signal),
      registry: {
        repositories: (reading) => pickers.repositories(connection, reading),
        images: (repository, reading) => pickers.images(connection, repository, reading),
      },
      network: {
        vpcs: (reading) => pickers.vpcs(connection, reading),
        subnets: (reading) => pickers.subnets(connection, reading),
        securityGroups: (reading) => pickers.securityGroups(connection, reading),
      },
      keys: (reading) => pickers.keys(connection, reading),
      folder: (uri, reading) => pickers.s3Folder(connection, uri, reading),
    };
  }
}
