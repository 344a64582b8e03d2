import * as vscode from 'vscode';
import type { Growing, Reading, ReadList } from '../../../core/growing';
import type { Repository, StoredImage } from '../../../aws/pickers/registryList';
import { formatBytes } from '../../../core/formatBytes';
import { back, pickGrowing, type Filling, type GrowingRow } from '../../../platform/growingPick';
import { formatAge } from '../../time';
import { fillFrom, heading, joined, type PickRow } from './pickRows';

export interface ImagePorts {
  readonly repositories: ReadList<Repository>;
  images(repository: string, reading: Reading<StoredImage>): Promise<Growing<StoredImage>>;
}

/** Lets the person choose an image of the account's registry: its address; `undefined` when dismissed. */
export async function pickImage(
  ports: ImagePorts,
  used: readonly string[],
): Promise<string | undefined> {
  for (;;) {
    const names = new Map<string, string>();
    const chosen = await pickGrowing<string>(
      {
        title: vscode.l10n.t('Image of the job'),
        placeholder: vscode.l10n.t('Choose a repository of ECR'),
      },
      (filling) => fillRepositories(filling, ports, { used, names }),
    );
    if (chosen === undefined || chosen === back) {
      return undefined;
    }
    const repository = names.get(chosen);
    if (repository === undefined) {
      return chosen;
    }
    const image = await pickIn({ name: repository, uri: chosen }, ports);
    if (image !== back) {
      return image;
    }
  }
}

/** Rows of images stand for their addresses, those of repositories for theirs, which `names` get. */
const fillRepositories = (
  filling: Filling<string>,
  ports: ImagePorts,
  { used, names }: { readonly used: readonly string[]; readonly names: Map<string, string> },
): Promise<void> => {
  const before: readonly PickRow<string>[] =
    used.length === 0
      ? []
      : [
          ...used.map((value) => usedRow(value)),
          heading(vscode.l10n.t('repositories of this account and region')),
        ];
  filling.show(before);
  return fillFrom(filling, ports.repositories, {
    rows: (items) => {
      items.forEach(({ name, uri }) => names.set(uri, name));
      const rows = items.map(({ name, uri }) => ({ label: `$(repo) ${name}`, value: uri }));
      return [...before, ...rows];
    },
    texts: {
      none: vscode.l10n.t('There are no repositories in this account and region'),
      instead: typeAddress(),
    },
  });
};

const typeAddress = (): string =>
  vscode.l10n.t('The address of any image can be typed into the field.');

const usedRow = (value: string): GrowingRow<string> => ({
  ...{ label: value.slice(value.lastIndexOf('/') + 1), value, detail: value },
  description: vscode.l10n.t('used before'),
});

async function pickIn(
  { name, uri }: Repository,
  ports: ImagePorts,
): Promise<string | typeof back | undefined> {
  return await pickGrowing<string>(
    {
      title: name,
      placeholder: vscode.l10n.t('Choose an image, the newest first'),
      hasBack: true,
    },
    (filling) =>
      fillFrom(filling, (reading: Reading<StoredImage>) => ports.images(name, reading), {
        rows: (items) =>
          items.toSorted(byPush).flatMap((image) => imageRows(uri, image, Date.now())),
        texts: {
          none: vscode.l10n.t('There are no images in this repository'),
          instead: typeAddress(),
        },
      }),
  );
}

const byPush = (one: StoredImage, other: StoredImage): number =>
  (other.pushedAt?.getTime() ?? 0) - (one.pushedAt?.getTime() ?? 0);

/** One for each tag; an image that has none is known by its digest. */
function imageRows(
  uri: string,
  { tags, digest, bytes, pushedAt }: StoredImage,
  now: number,
): readonly GrowingRow<string>[] {
  const description = joined(
    pushedAt && vscode.l10n.t('pushed {0}', formatAge(pushedAt.getTime(), now)),
    bytes === undefined ? undefined : formatBytes(bytes),
  );
  const about = { description, detail: digest };
  return tags.length === 0
    ? [{ ...about, label: vscode.l10n.t('(no tag)'), value: `${uri}@${digest}` }]
    : tags.map((tag) => ({ ...about, label: `$(tag) ${tag}`, value: `${uri}:${tag}` }));
}
