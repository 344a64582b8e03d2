import { inspectScript } from '../../../../src/core/training/inspect/inspectScript';
import type { InspectedScript } from '../../../../src/ui/launch/launchForm';
import type { LaunchPorts } from '../../../../src/ui/launch/launchSession';
import type { CheckPorts } from '../../../../src/ui/launch/preflightChecks';
import { FakeClock } from '../../../fakes/fakeClock';

const summary = { files: 3, bytes: 5120, names: ['penguins.csv'] };

/** A script of that text, read. */
export const inspected = (text: string): Promise<InspectedScript> =>
  Promise.resolve({ inspection: inspectScript(text, 'train.py'), text });

type Changes = Partial<Omit<LaunchPorts, 'checks'>> & { readonly checks?: Partial<CheckPorts> };

/** Ports of a session in a folder where all is well, but for what `changes` says. */
export const launchPorts = ({ checks, ...changes }: Changes = {}): LaunchPorts => ({
  inspect: () => inspected('print(1)\n'),
  editScript: () => Promise.resolve(),
  existing: (paths) => Promise.resolve(paths.filter((path) => path === 'data')),
  remembered: () => ({}),
  remember: () => undefined,
  isTrusted: () => true,
  now: () => new Date(Date.UTC(2026, 10, 21, 10)),
  addRequirements: () => Promise.resolve(),
  clock: new FakeClock(),
  nameTaken: () => Promise.resolve(false),
  send: () => undefined,
  save: () => Promise.resolve(),
  launch: () => Promise.resolve(),
  ...changes,
  checks: {
    python: () => Promise.resolve({ version: '3.11.7', path: '/usr/bin/python3' }),
    source: () => Promise.resolve(summary),
    data: () => Promise.resolve(summary),
    missingModules: () => Promise.resolve([]),
    requirements: () => Promise.resolve(undefined),
    ...checks,
  },
});
