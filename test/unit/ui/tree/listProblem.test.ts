import assert from 'node:assert/strict';
import { AppError, type Mend } from '../../../../src/core/errors';
import { ListProblem } from '../../../../src/ui/tree/listProblem';
import type { Leave } from '../../../../src/ui/tree/viewProblem';
import { groupNode } from '../../../fakes/treeNodes';

describe('the rows that say why a list is not there', () => {
  const actions = (error: AppError, leave: Leave = 'choose'): readonly string[] => {
    const problem = new ListProblem();
    problem.take(error, true);
    return problem
      .rows(groupNode(), leave)
      .flatMap((row) => (row.type === 'action' ? [row.action] : []));
  };

  it('offer another connection where neither a sign-in nor time helps', () => {
    const mend: Mend = { act: 'signIn', connectionId: 'sandbox', command: ['aws', 'sso', 'login'] };
    assert.deepEqual(actions(new AppError('expired', 'Over.')), ['retry', 'choose']);
    assert.deepEqual(actions(new AppError('expired', 'Over.'), 'hide'), ['retry', 'hide']);
    assert.deepEqual(actions(new AppError('expired', 'Over.', { mend })), ['signIn', 'retry']);
    assert.deepEqual(actions(new AppError('network', 'Cut.')), ['retry']);
    assert.deepEqual(actions(new AppError('denied', 'No.')), ['retry']);
  });
});
