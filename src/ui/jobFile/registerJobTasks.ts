import * as vscode from 'vscode';
import { taskType } from '../../ids';
import type { JobTasks } from './jobTasks';

/** Registers the task type; what its tasks do is loaded when somebody asks for tasks. */
export const registerJobTasks = (load: () => Promise<JobTasks>): vscode.Disposable =>
  vscode.tasks.registerTaskProvider(taskType, {
    provideTasks: async () => (await load()).provide(),
    resolveTask: async (task) => (await load()).resolve(task),
  });
