export interface OpenedUri {
  readonly scheme?: string;
  readonly path?: string;
  /** Of a text without a file. */
  readonly content?: string;
}

interface Provider {
  provideTextDocumentContent(uri: OpenedUri): Promise<string>;
}

const providers = new Map<string, Provider>();

export function registerTextDocumentContentProvider(scheme: string, provider: Provider): void {
  providers.set(scheme, provider);
}

/** The text of what its scheme's provider makes; empty where there is none, as of a file. */
export async function openProvided(uri: OpenedUri): Promise<string> {
  try {
    return (await providers.get(uri.scheme ?? '')?.provideTextDocumentContent(uri)) ?? '';
  } catch (error) {
    // Of what a provider fails with the workbench passes on the text only, behind its own.
    const detail = (error as Error).message;
    throw new Error(`cannot open ${uri.path}. Detail: ${detail}`, { cause: error });
  }
}
