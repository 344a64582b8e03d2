import type { ConnectionInfo } from '../../core/connections/connection';
import type { AccountState } from './accountState';
import type { LaunchForm } from './launchForm';
import type { LaunchPorts } from './launchPorts';
import type { LaunchStart } from './launchStart';
import type { LaunchParts } from './launchState';
import type { MovedForm } from './movedForm';
import type { NameCheck } from './nameCheck';
import type { PackageChecks } from './packageChecks';
import type { Preflight } from './preflight';
import { requirementsFile } from './requirementsCheck';
import { sdkDefaultsLines } from './sdkDefaultsLines';
import type { SourceCheck } from './sourceCheck';

/** What a session consists of. */
interface SessionParts {
  readonly script: string;
  readonly info: ConnectionInfo;
  readonly form: LaunchForm;
  readonly starting: LaunchStart;
  readonly preflight: Preflight;
  readonly packages: PackageChecks;
  readonly account: AccountState;
  readonly moved: MovedForm;
  readonly source: SourceCheck;
  readonly name: NameCheck;
  readonly ports: LaunchPorts;
}

/** What the launch of a session is made of, as it is now. */
export function launchParts(session: SessionParts): LaunchParts {
  const { script, info, form, preflight, packages, account, source, ports } = session;
  const { progress, failure } = session.starting;
  const { runsHere } = info.traits;
  const defaults = runsHere ? undefined : ports.defaults();
  return {
    ...{ script, info, form, progress, failure, defaults },
    checked: [
      ...preflight.lines(form.draft?.installRequirements ?? false),
      ...packages.lines,
      ...sdkDefaultsLines(defaults),
      ...session.moved.lines(form.draft, info),
      ...account.lines(form.errors, form.draft),
    ],
    prices: preflight.prices,
    pathErrors: { ...preflight.errors, ...source.errors(form.roots.alsoPacked) },
    isPackage: source.isPackage,
    nameProblem: session.name.problem,
    code: source.code,
    requirements: packages.offersInstallation ? requirementsFile : null,
    isTrusted: ports.isTrusted(),
  };
}
