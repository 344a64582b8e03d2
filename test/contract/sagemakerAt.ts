import { ServiceSenders } from '../../src/aws/sender';
import type { Sender } from '../../src/core/resources/kind';

export interface OpenSender extends Sender {
  dispose(): void;
}

/** The product's own sender to SageMaker, at an endpoint of this computer. */
export function sagemakerAt(endpoint: string): OpenSender {
  const target = {
    region: 'us-east-1',
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
    endpoint: () => endpoint,
  };
  const senders = new ServiceSenders({
    targets: { current: () => Promise.resolve(target), refused: () => false },
    now: () => Date.now(),
    onCall: () => undefined,
  });
  return Object.assign(senders.sender('sagemaker'), { dispose: () => senders.dispose() });
}
