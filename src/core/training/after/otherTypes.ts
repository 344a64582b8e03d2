import type { LaunchDraft } from '../../../shared/contracts/launch';
import type { PriceTable } from '../../cost/priceTable';
import { instanceFamily } from '../../images/imageProcessor';
import { withInstanceHyperparameter } from '../again/instanceHyperparameter';
import type { RequestedResources } from '../requestedResources';
import { instanceFacts, instanceTypes, type InstanceFacts } from '../settings/instanceTypes';

/** What a request, or a described job, runs on. */
interface Resourced {
  readonly ResourceConfig?: RequestedResources;
}

/** The instance types of a request, each once. */
export function typesOf(request: object): readonly string[] {
  const { ResourceConfig: resources = {} } = request as Resourced;
  const groups = (resources.InstanceGroups ?? []).map(({ InstanceType }) => InstanceType);
  const types = [resources.InstanceType, ...groups].filter((type) => type !== undefined);
  return [...new Set(types)];
}

/**
 * The same request on another type in the place of one of its own, which its containers are told where they
 * were; reserved capacity is of one type.
 */
export function onOtherType<T extends object>(request: T, from: string, to: string): T {
  const { ResourceConfig: resources = {} } = request as Resourced;
  const { InstanceGroups: groups, ...rest } = resources;
  const other = (type: string | undefined) => (type === from ? to : type);
  const changed = {
    ...rest,
    ...(rest.InstanceType !== undefined && { InstanceType: other(rest.InstanceType) }),
    ...(groups && {
      InstanceGroups: groups.map((group) => ({
        ...group,
        InstanceType: other(group.InstanceType),
      })),
    }),
  };
  return withInstanceHyperparameter(request, {
    ...request,
    ResourceConfig: withoutPlan(changed),
  });
}

/** The form of such a request, of one with groups those that had the type. */
export function formOnOtherType(draft: LaunchDraft, from: string, to: string): LaunchDraft {
  const { fields, groups, ...rest } = draft.settings;
  const own = Object.entries(fields).filter(([name]) => name !== 'trainingPlan');
  return {
    ...draft,
    settings: {
      ...rest,
      fields: {
        ...Object.fromEntries(own),
        ...(groups.length === 0 && { instanceType: to }),
      },
      groups: groups.map((group) => (group.type.trim() === from ? { ...group, type: to } : group)),
    },
  };
}

function withoutPlan(resources: object): object {
  const { TrainingPlanArn: plan, ...rest } = resources as { readonly TrainingPlanArn?: string };
  return plan === undefined ? resources : rest;
}

/** A type that a job could run on instead. */
export interface OtherType {
  readonly type: string;
  /** An hour of one instance, in the prices' currency; absent: not known, and so is whether the region has it. */
  readonly perHour?: number | undefined;
}

/**
 * Types for the same images as `instanceType`, the most alike first; those that the region lists no price
 * for come last, for it may not have them. `prices` are the region's.
 */
export function otherTypes(
  instanceType: string,
  prices: PriceTable | undefined,
): readonly OtherType[] {
  const wanted = processorClass(instanceType);
  const facts = instanceFacts(instanceType);
  const rates = new Map(Object.entries(prices?.training ?? {}));
  return instanceTypes
    .filter((type) => type !== instanceType && processorClass(type) === wanted)
    .map((type) => ({
      ...{ type, perHour: rates.get(type) },
      distance: distance(facts, instanceFacts(type)),
    }))
    .toSorted((one, other) => rank(one) - rank(other) || one.distance - other.distance)
    .map(({ type, perHour }) => ({ type, perHour }));
}

const rank = ({ perHour }: OtherType): number => (perHour === undefined ? 1 : 0);

/** Images are made for one of them: families G and P have GPUs, Trn Trainium chips; no ARM is among them. */
function processorClass(type: string): 'gpu' | 'trainium' | 'cpu' {
  const family = instanceFamily(type);
  if (family.startsWith('trn')) {
    return 'trainium';
  }
  return /^[gp]\d/.test(family) ? 'gpu' : 'cpu';
}

/** How unlike two types are, in doublings; what has less is farther than what has more. */
function distance(wanted: InstanceFacts | undefined, other: InstanceFacts | undefined): number {
  if (!wanted || !other) {
    return Infinity;
  }
  const doublings = [
    2 * between(countOf(wanted), countOf(other)),
    between(wanted.vcpus, other.vcpus),
    between(wanted.memory, other.memory),
  ];
  return doublings.reduce((sum, one) => sum + (one < 0 ? -2 * one : one), 0);
}

const between = (one: number, other: number): number => Math.log2(other / one);

/** `8 × A100` has eight. */
const countOf = ({ accelerators = '1' }: InstanceFacts): number =>
  Number.parseInt(accelerators, 10);
