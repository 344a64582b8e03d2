import type { Area } from '../../core/resources/area';
import type { ViewState } from '../../ids';
import { setContextKey } from '../../platform/contextKeys';
import { onDidChangeSetting } from '../../platform/settings';
import type { ChosenConnection } from '../connection/chosenConnection';
import type { PythonFinder } from '../launch/pythonFinder';

/** Which page a view without rows shows. */
export class ViewStates {
  private jobs: ViewState = 'loading';
  private readonly listener = onDidChangeSetting('sagemakerWorkbench.sandbox.pythonPath', () =>
    this.show('jobs', this.jobs),
  );

  constructor(
    private readonly chosen: Pick<ChosenConnection, 'current'>,
    private readonly python: Pick<PythonFinder, 'find'>,
  ) {}

  /** Without jobs, a missing Python is the first thing to mend: nothing else can be done here. */
  show(area: Area, state: ViewState): void {
    setContextKey(`sagemakerWorkbench.${area}View`, state);
    if (area !== 'jobs') {
      return;
    }
    this.jobs = state;
    if (state === 'empty' && this.chosen.current.runsHere) {
      void this.python.find().catch(() => {
        if (this.jobs === 'empty') {
          setContextKey('sagemakerWorkbench.jobsView', 'noPython');
        }
      });
    }
  }

  dispose(): void {
    this.listener.dispose();
  }
}
