import * as vscode from 'vscode';
import type { InstanceFacts } from '../../core/training/settings/instanceTypes';

/** `8 vCPU, 32 GiB, 1 × A10G` */
export function instanceText({ vcpus, memory, accelerators }: InstanceFacts): string {
  const size = vscode.l10n.t('{0} vCPU, {1} GiB', vcpus, memory);
  return [size, ...(accelerators === undefined ? [] : [accelerators])].join(', ');
}
