import type { CallContext, JsonOperation, JsonService } from '../../http/jsonService';
import type { LogStore } from '../../store/logStore';
import { checkInput } from '../model/checkInput';
import model from '../model/logs.json';
import { describeLogGroups, describeLogStreams } from './describeLogs';
import { getLogEvents } from './getLogEvents';

type LogOperation = (
  logs: LogStore,
  input: Readonly<Record<string, unknown>>,
  call: CallContext,
) => Promise<object>;

const operations: Readonly<Record<string, LogOperation>> = {
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  GetLogEvents: getLogEvents,
};

/** The log streams of jobs (CloudWatch Logs' JSON 1.1 API). */
export function logsService(logs: LogStore): JsonService {
  const entries = Object.entries(operations).map(([name, operation]): [string, JsonOperation] => [
    name,
    async (input, call) => {
      checkInput(model, name, input, 'InvalidParameterException');
      return await operation(logs, input, call);
    },
  ]);
  return { target: 'Logs_20140328', operations: Object.fromEntries(entries) };
}
