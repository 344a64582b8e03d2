import * as vscode from 'vscode';
import { debugType } from '../../ids';
import type { Debugging } from './debugging';

/** Registers the debug type; what it does is loaded when a session of it starts. */
export function registerDebugging(load: () => Promise<Debugging>): vscode.Disposable {
  return vscode.Disposable.from(
    vscode.debug.registerDebugConfigurationProvider(debugType, {
      resolveDebugConfiguration: async (_, written) => (await load()).resolve(written),
    }),
    vscode.debug.registerDebugAdapterDescriptorFactory(debugType, {
      createDebugAdapterDescriptor: async (session) => (await load()).describe(session),
    }),
  );
}
