import { inspectScript } from '../../../../src/core/training/inspect/inspectScript';
import type { InspectedScript } from '../../../../src/ui/launch/formPorts';
import type { LaunchPorts } from '../../../../src/ui/launch/launchPorts';
import type { SourceListing } from '../../../../src/node/sourceListing';
import type { CheckPorts } from '../../../../src/ui/launch/preflightChecks';
import type { SourcePorts } from '../../../../src/ui/launch/sourceCheck';
import { FakeClock } from '../../../fakes/fakeClock';
import { noSettings } from '../../../../src/shared/contracts/launchSettings';

const summary = { files: 3, bytes: 5120, names: ['penguins.csv'], isComplete: true };

/** A listing of files by their sizes, in bytes. */
export const listingOf = (
  sizes: Readonly<Record<string, number>>,
  more: Partial<SourceListing> = {},
): SourceListing => ({
  files: Object.entries(sizes).map(([path, size]) => ({
    ...{ path, size, changed: 0 },
    file: `/projects/penguins/${path}`,
  })),
  totalBytes: Object.values(sizes).reduce((sum, size) => sum + size, 0),
  leftOut: [],
  ruledOut: [],
  ruledOutCount: 0,
  unreadable: [],
  unreadableRules: [],
  ignoreFolders: [],
  roots: [{ prefix: '', directory: '/projects/penguins' }],
  refused: [],
  ...more,
});

/** A script of that text, read. */
export const inspected = (
  text: string,
  { declared = null, isSaved = true }: Partial<InspectedScript> = {},
): Promise<InspectedScript> =>
  Promise.resolve({ inspection: inspectScript(text, 'train.py'), text, declared, isSaved });

/** What is otherwise than where all is well. */
export type PortChanges = Partial<Omit<LaunchPorts, 'checks' | 'source'>> & {
  readonly checks?: Partial<CheckPorts>;
  readonly source?: Partial<SourcePorts>;
};

/** Ports of a session in a folder where all is well, but for what `changes` says. */
export const launchPorts = ({ checks, source, ...changes }: PortChanges = {}): LaunchPorts => ({
  inspect: () => inspected('print(1)\n'),
  sourceFolders: () => ['.'],
  editScript: () => Promise.resolve(),
  existing: (paths) => Promise.resolve(paths.filter((path) => path === 'data')),
  remembered: () => ({}),
  remember: () => undefined,
  settings: () => noSettings,
  defaults: () => undefined,
  isTrusted: () => true,
  now: () => new Date(Date.UTC(2026, 10, 21, 10)),
  addRequirements: () =>
    Promise.resolve({
      areThere: () => Promise.resolve(true),
      takeBack: () => Promise.resolve(),
    }),
  clock: new FakeClock(),
  nameTaken: () => Promise.resolve(false),
  send: () => undefined,
  save: () => Promise.resolve(),
  launch: () => Promise.resolve(),
  account: { check: () => Promise.resolve(), forget: () => Promise.resolve() },
  ...changes,
  checks: {
    python: () => Promise.resolve({ version: '3.11.7', path: '/usr/bin/python3' }),
    data: () => Promise.resolve(summary),
    missingModules: () => Promise.resolve([]),
    modulesAbove: () => Promise.resolve([]),
    requirements: () => Promise.resolve(undefined),
    prices: { known: () => Promise.resolve(undefined), current: () => Promise.resolve(undefined) },
    ...checks,
  },
  source: {
    listSource: () => Promise.resolve(listingOf({ 'train.py': 5000, 'a.py': 100, 'b.py': 20 })),
    scanSource: () => Promise.resolve({ secrets: [], unreadable: [], beyond: 0 }),
    addIgnoreLines: () => Promise.resolve(),
    openIgnoreFile: () => Promise.resolve(),
    letThrough: () => [],
    rememberLetThrough: () => Promise.resolve(),
    confirm: () => Promise.resolve(false),
    showLine: () => Promise.resolve(),
    ...source,
  },
});
