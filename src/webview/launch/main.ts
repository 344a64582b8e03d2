import type { LitElement, TemplateResult } from 'lit';
import type { launchContract } from '../../shared/contracts/launchContract';
import { connect } from '../../shared/rpc/client';
import { painter, useStyles } from '../paint';
import { openPage } from '../page';
import { pageStyles } from '../pageStyles';
import { LaunchSession } from './launchSession';
import { formStyles } from './formStyles';
import { launchStyles } from './launchStyles';
import { launchView } from './launchView';
import { rememberFocus } from './lostFocus';
import { OpenFolds } from './openFolds';

let keepFocus = (): void => undefined;

const draw = (): TemplateResult => {
  keepFocus = rememberFocus();
  return launchView(session);
};

/** A component can take the focus once it has drawn its inner control. */
const focus = (): void => {
  const wanted = session.focusNext && document.querySelector<HTMLElement>(session.focusNext);
  session.focusNext = undefined;
  if (wanted) {
    void Promise.resolve((wanted as Partial<LitElement>).updateComplete).then(() => wanted.focus());
  } else {
    keepFocus();
  }
};

useStyles(pageStyles, launchStyles, formStyles);
const page = openPage();
const host = connect<typeof launchContract>(page.port);
const paint = painter(draw, focus);
const shown = (): void => {
  if (session.state) {
    page.keepConnection(session.state.connectionId);
  }
  paint();
};
const folds = new OpenFolds(page.state.view, (view) => page.keepView(view));
const session: LaunchSession = new LaunchSession(host, shown, folds);

document.addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    void session.start();
  }
});
document.addEventListener('visibilitychange', () => session.flush());
window.addEventListener('pagehide', () => session.flush());

paint();
host.ready();
