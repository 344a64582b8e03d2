/** What an instance has. */
export interface InstanceFacts {
  readonly vcpus: number;
  /** Memory in GiB. */
  readonly memory: number;
  /** GPUs or Trainium chips: `8 × A100`; absent: none. */
  readonly accelerators?: string;
}

/** The types of one family that training jobs can have. */
interface Family {
  readonly name: string;
  readonly sizes: readonly string[];
  /** GiB for each vCPU; absent: not known. */
  readonly ratio?: number;
  /** What the accelerators are called, and how many each size has. */
  readonly accelerators?: readonly [model: string, counts: Readonly<Record<string, number>>];
}

const sizes = (text: string): readonly string[] =>
  text.split(' ').map((size) => (/^\d+$/.test(size) ? `${size}xlarge` : size));

const general = sizes('large xlarge 2 4 8 12 16 24');
const graphics = sizes('xlarge 2 4 8 12 16 24 48');
const graphicsCounts = {
  ...{ xlarge: 1, '2xlarge': 1, '4xlarge': 1, '8xlarge': 1, '16xlarge': 1 },
  ...{ '12xlarge': 4, '24xlarge': 4, '48xlarge': 8 },
};

/** `TrainingInstanceType` of the service model (2017-07-24), with what EC2 documents of each family. */
const families: readonly Family[] = [
  { name: 't3', sizes: sizes('medium large xlarge 2'), ratio: 4 },
  { name: 'm4', sizes: sizes('xlarge 2 4 10 16'), ratio: 4 },
  { name: 'm5', sizes: sizes('large xlarge 2 4 12 24'), ratio: 4 },
  { name: 'm6i', sizes: [...general, '32xlarge'], ratio: 4 },
  { name: 'm7i', sizes: [...general, '48xlarge'], ratio: 4 },
  { name: 'm8i', sizes: [...general, ...sizes('32 48 96')], ratio: 4 },
  { name: 'c4', sizes: sizes('xlarge 2 4 8'), ratio: 1.875 },
  { name: 'c5', sizes: sizes('xlarge 2 4 9 18'), ratio: 2 },
  { name: 'c5n', sizes: sizes('xlarge 2 4 9 18'), ratio: 2.625 },
  { name: 'c6i', sizes: [...general.slice(1), '32xlarge'], ratio: 2 },
  { name: 'c7i', sizes: [...general, '48xlarge'], ratio: 2 },
  { name: 'c8i', sizes: [...general.slice(1), ...sizes('32 48 96')], ratio: 2 },
  { name: 'r5', sizes: general, ratio: 8 },
  { name: 'r5d', sizes: general, ratio: 8 },
  { name: 'r6i', sizes: [...general, '32xlarge'], ratio: 8 },
  { name: 'r7i', sizes: [...general, '48xlarge'], ratio: 8 },
  { name: 'r8i', sizes: [...general, ...sizes('32 48 96')], ratio: 8 },
  {
    ...{ name: 'g4dn', sizes: sizes('xlarge 2 4 8 12 16'), ratio: 4 },
    accelerators: ['T4', graphicsCounts],
  },
  { name: 'g5', sizes: graphics, ratio: 4, accelerators: ['A10G', graphicsCounts] },
  { name: 'g6', sizes: graphics, ratio: 4, accelerators: ['L4', graphicsCounts] },
  { name: 'g6e', sizes: graphics, ratio: 8, accelerators: ['L40S', graphicsCounts] },
  { name: 'g7', sizes: sizes('2 4 8 12 24 48') },
  { name: 'g7e', sizes: sizes('2 4 8 12 24 48') },
  {
    ...{ name: 'p2', sizes: sizes('xlarge 8 16') },
    accelerators: ['K80', { xlarge: 1, '8xlarge': 8, '16xlarge': 16 }],
  },
  {
    ...{ name: 'p3', sizes: sizes('2 8 16') },
    accelerators: ['V100', { '2xlarge': 1, '8xlarge': 4, '16xlarge': 8 }],
  },
  { name: 'p3dn', sizes: ['24xlarge'], ratio: 8, accelerators: ['V100', { '24xlarge': 8 }] },
  { name: 'p4d', sizes: ['24xlarge'], ratio: 12, accelerators: ['A100', { '24xlarge': 8 }] },
  { name: 'p4de', sizes: ['24xlarge'], ratio: 12, accelerators: ['A100 80GB', { '24xlarge': 8 }] },
  {
    ...{ name: 'p5', sizes: sizes('4 48') },
    accelerators: ['H100', { '4xlarge': 1, '48xlarge': 8 }],
  },
  { name: 'p5e', sizes: ['48xlarge'], accelerators: ['H200', { '48xlarge': 8 }] },
  { name: 'p5en', sizes: ['48xlarge'], accelerators: ['H200', { '48xlarge': 8 }] },
  { name: 'p6-b200', sizes: ['48xlarge'], accelerators: ['B200', { '48xlarge': 8 }] },
  { name: 'p6-b300', sizes: ['48xlarge'], accelerators: ['B300', { '48xlarge': 8 }] },
  { name: 'p6e-gb200', sizes: ['36xlarge'] },
  {
    ...{ name: 'trn1', sizes: sizes('2 32'), ratio: 4 },
    accelerators: ['Trainium', { '2xlarge': 1, '32xlarge': 16 }],
  },
  { name: 'trn1n', sizes: ['32xlarge'], ratio: 4, accelerators: ['Trainium', { '32xlarge': 16 }] },
  { name: 'trn2', sizes: ['48xlarge'], accelerators: ['Trainium2', { '48xlarge': 16 }] },
];

/** Memory, in GiB, of types that their family's ratio does not tell. */
const exceptions: ReadonlyMap<string, number> = new Map([
  ['t3.medium', 4],
  ['c4.8xlarge', 60],
  ['c5n.9xlarge', 96],
  ['c5n.18xlarge', 192],
  ['p2.xlarge', 61],
  ['p2.8xlarge', 488],
  ['p2.16xlarge', 732],
  ['p3.2xlarge', 61],
  ['p3.8xlarge', 244],
  ['p3.16xlarge', 488],
  ['p5.4xlarge', 256],
  ['p5.48xlarge', 2048],
  ['p5e.48xlarge', 2048],
  ['p5en.48xlarge', 2048],
  ['p6-b200.48xlarge', 2048],
  ['p6-b300.48xlarge', 4096],
  ['trn2.48xlarge', 2048],
]);

/** Of these the number of vCPUs is not four for each `xlarge`. */
const odd: ReadonlyMap<string, number> = new Map([['c4.8xlarge', 36]]);

const facts: ReadonlyMap<string, InstanceFacts | undefined> = new Map(
  families.flatMap((family) =>
    family.sizes.map((size) => [`ml.${family.name}.${size}`, factsOf(family, size)] as const),
  ),
);

/** Every known type that a training job can have, family by family: `ml.m5.large`. */
export const instanceTypes: readonly string[] = [...facts.keys()];

/** `undefined` for a type that is not known, or of which that is not. */
export const instanceFacts = (type: string): InstanceFacts | undefined => facts.get(type);

function factsOf({ name, ratio, accelerators }: Family, size: string): InstanceFacts | undefined {
  const short = `${name}.${size}`;
  const vcpus = odd.get(short) ?? vcpusOf(size);
  const memory = exceptions.get(short) ?? (ratio && ratio * vcpus);
  const [model, counts] = accelerators ?? [];
  const count = counts?.[size];
  return memory === undefined
    ? undefined
    : { vcpus, memory, ...(count && { accelerators: `${count} × ${model}` }) };
}

function vcpusOf(size: string): number {
  const times = /^(\d*)xlarge$/.exec(size)?.[1];
  return times === undefined ? 2 : 4 * Number(times || 1);
}
