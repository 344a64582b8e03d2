import * as vscode from 'vscode';
import type { EncryptionKey } from '../../aws/pickers/keyList';
import type { ReadList } from '../../core/growing';
import { isTicked, partsOf, settingText } from '../../core/training/settings/settingText';
import type { ChosenSetting, LaunchSettings } from '../../shared/contracts/launchSettings';
import { pickImage, type ImagePorts } from './pickers/imagePicker';
import { pickInstanceType, type InstancePorts } from './pickers/instancePicker';
import { pickKey } from './pickers/keyPicker';
import { pickSecurityGroups, pickSubnets, type NetworkPorts } from './pickers/networkPicker';
import { pickRole, type ReadRoles } from './pickers/rolePicker';
import type { UsedSetting } from './pickers/usedChoices';
import { browseS3, type BrowserPorts } from './s3Browser';

/** What the account has and remembers. */
export interface ChoicePorts extends Pick<BrowserPorts, 'folder'>, InstancePorts {
  /** ARNs of roles, the one that was used last first. */
  usedRoles(): readonly string[];
  /** Values of other settings, the one that was used last first. */
  used(setting: UsedSetting): readonly string[];
  readonly trustingRoles: ReadRoles;
  readonly registry: ImagePorts;
  readonly network: NetworkPorts;
  readonly keys: ReadList<EncryptionKey>;
}

/** Lets the person choose a setting, given those that stand in the form; `undefined` when dismissed. */
export function chooseSetting(
  setting: ChosenSetting,
  fields: LaunchSettings['fields'],
  ports: ChoicePorts,
): Promise<string | undefined> {
  return choosers[setting](ports, fields);
}

type Chooser = (
  ports: ChoicePorts,
  fields: LaunchSettings['fields'],
) => Promise<string | undefined>;

const choosers: Readonly<Record<ChosenSetting, Chooser>> = {
  roleArn: (ports) => pickRole(ports.trustingRoles, ports.usedRoles()),
  instanceType: (ports, fields) =>
    pickInstanceType(ports, {
      used: ports.used('instanceType'),
      use: isTicked({ fields }, 'isSpot') ? 'spot training job' : 'training job',
    }),
  imageUri: (ports) => pickImage(ports.registry, ports.used('imageUri')),
  subnets: (ports, fields) => pickSubnets(ports.network, networkOf(fields), ports.used('subnets')),
  securityGroups: (ports, fields) =>
    pickSecurityGroups(ports.network, networkOf(fields), ports.used('securityGroups')),
  volumeKmsKey: (ports) =>
    pickKey(vscode.l10n.t('Key of the volumes'), ports.keys, ports.used('volumeKmsKey')),
  outputKmsKey: (ports) =>
    pickKey(vscode.l10n.t('Key of the output'), ports.keys, ports.used('outputKmsKey')),
  outputUri: (ports) => browseS3({ ...ports, title: vscode.l10n.t('Output of the job') }),
  checkpointUri: (ports) => browseS3({ ...ports, title: vscode.l10n.t('Checkpoints of the job') }),
};

const networkOf = (fields: LaunchSettings['fields']) => ({
  subnets: partsOf(settingText({ fields }, 'subnets')),
  securityGroups: partsOf(settingText({ fields }, 'securityGroups')),
});
