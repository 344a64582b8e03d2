import type { Port, ToHost, ToView } from '../shared/rpc/contract';
import type { PageState } from '../shared/pageHtml';
import { keepFocusMeanwhile } from './keptFocus';

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: PageState): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** What a page has of the workbench. */
export interface Page {
  readonly port: Port<ToHost, ToView>;
  /** The state that the panel is restored from; never text of a log, values or secrets. */
  readonly state: PageState;
  /** Remembers where the page is scrolled to, for when it is shown or opened again. */
  keepAnchor(anchor: number | 'end'): void;
  /** Remembers how the page's table is sorted and filtered. */
  keepView(view: string): void;
  /** Remembers that the page is about another connection now. */
  keepConnection(id: string): void;
}

/** Takes the workbench's API; can be called once in a page's life. */
export function openPage(): Page {
  const api = acquireVsCodeApi();
  const given = JSON.parse(document.body.dataset['state'] ?? '{}') as PageState;
  const kept = api.getState() as PageState | undefined;
  // What the host says last counts; of what was kept only anchor and view are the page's own.
  let state = kept?.resource === given.resource ? { ...kept, ...given } : given;
  const keep = (changes: Partial<PageState>): void => {
    state = { ...state, ...changes };
    api.setState(state);
  };
  keep({});
  keepFocusMeanwhile();
  return {
    port: {
      post: (message) => api.postMessage(message),
      listen: (handler) => {
        const onMessage = (event: MessageEvent): void => handler(event.data as ToView);
        window.addEventListener('message', onMessage);
        return { dispose: () => window.removeEventListener('message', onMessage) };
      },
    },
    get state() {
      return state;
    },
    keepAnchor: (anchor) => keep({ anchor }),
    keepView: (view) => keep({ view }),
    keepConnection: (connectionId) => {
      if (connectionId !== state.connectionId) {
        keep({ connectionId });
      }
    },
  };
}
