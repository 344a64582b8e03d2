import type { Clock } from '../../../core/clock';
import type { JsonOperation, JsonService } from '../../http/jsonService';
import type { LogStore } from '../../store/logStore';
import { checkedOperations } from '../model/checkedOperations';
import model from '../model/logs.json';
import { filterLogEvents } from './filterLogEvents';
import { getLogEvents } from './getLogEvents';
import { startLiveTail } from './liveTail';
import {
  createLogGroup,
  deleteLogGroup,
  deleteRetentionPolicy,
  describeLogGroups,
  putRetentionPolicy,
} from './logGroups';
import type { LogOperation } from './logNames';
import { createLogStream, deleteLogStream, describeLogStreams } from './logStreams';
import { listTagsForResource, tagResource, untagResource } from './logTags';
import { putLogEvents } from './putLogEvents';

const operations: Readonly<Record<string, LogOperation>> = {
  CreateLogGroup: createLogGroup,
  CreateLogStream: createLogStream,
  DeleteLogGroup: deleteLogGroup,
  DeleteLogStream: deleteLogStream,
  DeleteRetentionPolicy: deleteRetentionPolicy,
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  FilterLogEvents: filterLogEvents,
  GetLogEvents: getLogEvents,
  ListTagsForResource: listTagsForResource,
  PutLogEvents: putLogEvents,
  PutRetentionPolicy: putRetentionPolicy,
  StartLiveTail: startLiveTail,
  TagResource: tagResource,
  UntagResource: untagResource,
};

/** The log streams of jobs and of whoever writes others (CloudWatch Logs' JSON 1.1 API). */
export function logsService(logs: LogStore, clock: Clock): JsonService {
  const bound = Object.entries(operations).map(([name, operation]): [string, JsonOperation] => [
    name,
    (input, call) => operation({ logs, clock }, input, call),
  ]);
  return {
    target: 'Logs_20140328',
    operations: checkedOperations(model, Object.fromEntries(bound), 'InvalidParameterException'),
  };
}
