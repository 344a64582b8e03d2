/** The classes that a script uses, by their modules. */
export class PythonImports {
  private readonly modules = new Map<string, Set<string>>();

  /** Notes a class as used, and gives its name. */
  use(module: string, name: string): string {
    const names = this.modules.get(module) ?? new Set();
    this.modules.set(module, names.add(name));
    return name;
  }

  /** A line for each module. */
  text(): string {
    return [...this.modules]
      .map(([module, names]) => `from ${module} import ${[...names].sort().join(', ')}\n`)
      .sort()
      .join('');
  }
}
