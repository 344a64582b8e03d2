import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  commandIds,
  documentSchemes,
  panels,
  viewContainerId,
  views,
  walkthroughId,
} from '../../src/ids';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
  readonly group?: string;
}

interface Key {
  readonly command: string;
  readonly args?: { readonly commands?: readonly (string | { readonly command: string })[] };
}

/** `runCommands` is the workbench's: what it runs counts. */
const commandsOf = ({ command, args }: Key): readonly string[] =>
  command === 'runCommands'
    ? (args?.commands ?? [])
        .map((each) => (typeof each === 'string' ? each : each.command))
        .filter((id) => !id.startsWith('list.'))
    : [command];

interface Step {
  readonly id: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

interface Manifest {
  readonly main: string;
  readonly icon: string;
  readonly activationEvents: readonly string[];
  readonly extensionKind: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: {
      readonly supported: string;
      readonly restrictedConfigurations: readonly string[];
    };
    readonly virtualWorkspaces: { readonly supported: boolean };
  };
  readonly contributes: {
    readonly viewsContainers: { readonly activitybar: readonly { id: string; icon: string }[] };
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when: string }[];
    readonly commands: readonly {
      readonly command: string;
      readonly category: string;
    }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly keybindings: readonly Key[];
    readonly configuration: {
      readonly properties: Readonly<Record<string, { readonly scope: string }>>;
    };
    readonly walkthroughs: readonly { readonly id: string; readonly steps: readonly Step[] }[];
  };
}

const root = path.resolve(__dirname, '../..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

describe('the manifest', () => {
  const manifest = JSON.parse(read('package.json')) as Manifest;
  const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const { contributes } = manifest;
  const known = new Set<string>(commandIds);

  it('contributes exactly the commands of the table', () => {
    const contributed = contributes.commands.map(({ command }) => command);
    assert.deepEqual(contributed.toSorted(), [...commandIds].toSorted());
  });

  it('names only commands that exist in menus, keys, welcome texts and walkthrough', () => {
    const used = [
      ...Object.values(contributes.menus)
        .flat()
        .map(({ command }) => command),
      ...contributes.keybindings.flatMap(commandsOf),
    ];
    const linked = Object.values(texts).flatMap((text) =>
      [...text.matchAll(/command:(sagemakerWorkbench\.[\w.]+)/g)].map((match) => match[1] ?? ''),
    );
    assert.deepEqual(
      [...used, ...linked].filter((id) => !known.has(id)),
      [],
    );
  });

  it('ticks a step of the walkthrough when it has been done, not when its command was called', () => {
    const [walkthrough] = contributes.walkthroughs;
    assert.equal(walkthrough?.steps.length, 5);
    for (const { id, completionEvents } of walkthrough.steps) {
      assert.deepEqual(completionEvents, [`onContext:sagemakerWorkbench.step.${id}`]);
      const steps = /type FirstStep = (.*);/.exec(read('src/ids.ts'))?.[1] ?? '';
      assert.ok(steps.includes(`'${id}'`), id);
    }
  });

  it('has every text it refers to, and no other', () => {
    const referred = [...read('package.json').matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]);
    assert.deepEqual([...new Set(referred)].toSorted(), Object.keys(texts).toSorted());
  });

  it('wakes up for nothing else than the start and its own pages', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onStartupFinished',
      ...Object.values(panels).map((type) => `onWebviewPanel:${type}`),
    ]);
  });

  it('contributes exactly the views of the table, in its own container', () => {
    assert.deepEqual(
      contributes.viewsContainers.activitybar.map(({ id }) => id),
      [viewContainerId],
    );
    const contributed = contributes.views[viewContainerId]?.map(({ id }) => id);
    assert.deepEqual(contributed, Object.values(views));
  });

  it('contributes exactly the settings of the table', () => {
    const source = read('src/ids.ts');
    const table = /interface Settings \{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
    const settings = [...table.matchAll(/'(sagemakerWorkbench\.[\w.]+)':/g)].map(([, id]) => id);
    assert.ok(settings.length > 0);
    assert.deepEqual(Object.keys(contributes.configuration.properties), settings);
  });

  it('uses only context keys of the table', () => {
    const source = read('src/ids.ts');
    const table = /interface ContextKeys[^{]*\{([\s\S]*?)\n\}/.exec(source)?.[1] ?? '';
    const conditions = [
      ...Object.values(contributes.menus).flat(),
      ...contributes.viewsWelcome,
    ].flatMap(({ when }) => when ?? []);
    const keys = conditions.join(' ').matchAll(/(?<!== )\bsagemakerWorkbench\.[\w.]+/g);
    for (const [key] of keys) {
      assert.ok(table.includes(`'${key}'`), `${key} is no context key`);
    }
  });

  it('has a welcome text for every state without rows', () => {
    const states = contributes.viewsWelcome.map(({ when }) => /== (\w+)/.exec(when)?.[1] ?? '');
    const known = ['empty', 'noConnection', 'noKinds', 'noPython', 'sandboxFailed'];
    assert.deepEqual([...new Set(states)].toSorted(), known);
    const folders = contributes.viewsWelcome.flatMap(({ when }) =>
      when.includes('jobsView == empty') ? [when.split(' && ')[1]] : [],
    );
    assert.deepEqual(folders, ['workbenchState != empty', 'workbenchState == empty']);
  });

  it('is limited where the workspace is not trusted, and takes no program to run from it', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    assert.equal(virtualWorkspaces.supported, false);
    assert.deepEqual(manifest.extensionKind, ['workspace']);
    const running = Object.entries(contributes.configuration.properties)
      .filter(([, { scope }]) => scope === 'machine-overridable')
      .map(([id]) => id);
    assert.deepEqual(untrustedWorkspaces.restrictedConfigurations, running);
  });

  it('shows rows their commands by capability alone, whatever the kind', () => {
    for (const { command, when = '' } of contributes.menus['view/item/context'] ?? []) {
      assert.match(when, /^viewItem =~ \/\^sagemaker(Group|Connection)? /, command);
    }
  });

  it('brings the pictures it shows', () => {
    const [walkthrough] = contributes.walkthroughs;
    assert.equal(walkthrough?.id, walkthroughId);
    const files = [
      manifest.icon,
      ...contributes.viewsContainers.activitybar.map(({ icon }) => icon),
      ...walkthrough.steps.map(({ media }) => media.svg),
    ];
    assert.deepEqual(
      files.filter((file) => !existsSync(path.join(root, file))),
      [],
    );
  });

  it('does not use a document scheme twice', () => {
    const schemes = Object.values(documentSchemes);
    assert.equal(new Set(schemes).size, schemes.length);
  });
});
