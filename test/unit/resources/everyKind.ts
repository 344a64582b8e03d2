import type {
  ChildKind,
  ItemKind,
  ResourceItem,
  ResourceKind,
} from '../../../src/core/resources/kind';
import { resourceKinds } from '../../../src/resources/index';

/** A kind with its list, whatever it is listed below. */
interface ListedKind {
  readonly kind: ItemKind;
  readonly listed: ResourceKind;
  /** Ids of what stands above it. */
  readonly path: readonly string[];
}

/** A row that has all that any kind's calls are made of. */
export const rowOf = (status?: string): ResourceItem => ({
  name: 'some-name',
  arn: 'arn:aws:sagemaker:us-east-1:123456789012:pipeline/some-name/execution/abcdefghijkl',
  status,
});

/** Every kind, each before its children, which are listed below `parent`. */
export const kindsBelow = (parent: ResourceItem): readonly ListedKind[] =>
  resourceKinds.flatMap((kind) => withChildren({ kind, listed: kind, path: [] }, parent));

export const everyKind = kindsBelow(rowOf());

function withChildren(listed: ListedKind, parent: ResourceItem): readonly ListedKind[] {
  const { kind, path } = listed;
  const below = (child: ChildKind): readonly ListedKind[] => {
    const childPath = [...path, kind.id];
    return withChildren({ kind: child, listed: child.below(parent), path: childPath }, parent);
  };
  return [listed, ...(kind.children ?? []).flatMap(below)];
}
