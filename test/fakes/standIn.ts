import Module from 'node:module';

interface Loader {
  _load(request: string, ...rest: readonly unknown[]): unknown;
}

/** Has whoever loads a module of this name get `fake`. */
export function standIn(name: string, fake: object): void {
  const loader = Module as unknown as Loader;
  const load = loader._load.bind(loader);
  loader._load = (request, ...rest) => (request === name ? fake : load(request, ...rest));
}
