import { setMaxListeners } from 'node:events';
import * as path from 'node:path';
import type { Channel, TrainingRequest } from '../../store/jobRecord';
import type { ObjectStore } from '../../store/objectStore';
import { channelFiles, channelsOf } from './channelData';
import { feedPipes, makeFirstPipe, type PipedChannel } from './channelPipe';
import type { HostFolders } from '../training/jobFolders';
import { downloadFiles, type Destination } from './jobInputs';
import type { Companion } from '../jobWork';

/** The channels of one host: files that are there before its script, and pipes that are fed beside it. */
export class HostChannels {
  private piped: readonly PipedChannel[] = [];

  constructor(
    private readonly objects: ObjectStore,
    private readonly request: TrainingRequest,
    private readonly host: HostFolders,
  ) {}

  /** FastFile's channels are files as well: nobody can tell but by the time it takes. */
  async download(signal: AbortSignal): Promise<void> {
    const { objects, request, host } = this;
    const place: Destination['place'] = (object, target) => objects.materialise(object, target);
    const piped: PipedChannel[] = [];
    for (const channel of channelsOf(request, host.host)) {
      const files = await channelFiles(objects, request, channel, host.host);
      const target = path.join(host.container.data, channel.ChannelName);
      if (this.isPiped(channel)) {
        piped.push(pipedChannel(channel, target, files));
      } else {
        const name = `channel ${channel.ChannelName}`;
        await downloadFiles(files, { folder: target, name, place }, signal);
      }
    }
    for (const channel of piped) await makeFirstPipe(channel);
    this.piped = piped;
  }

  /** @param fail told at once when a pipe cannot be fed; the script would wait for ever */
  feed(fail: (error: unknown) => void): Companion {
    const end = new AbortController();
    // Every channel listens; a job may have more of them than Node takes for a leak.
    setMaxListeners(0, end.signal);
    const feeding = this.piped.map((channel) => feedPipes(channel, end.signal).catch(fail));
    return {
      stop: async () => {
        end.abort();
        await Promise.all(feeding);
      },
    };
  }

  private isPiped({ InputMode }: Channel): boolean {
    return (InputMode ?? this.request.AlgorithmSpecification.TrainingInputMode) === 'Pipe';
  }
}

function pipedChannel(channel: Channel, base: string, files: PipedChannel['files']): PipedChannel {
  return {
    base,
    name: channel.ChannelName,
    files,
    isCompressed: channel.CompressionType === 'Gzip',
    isWrapped: channel.RecordWrapperType === 'RecordIO',
    seed: channel.ShuffleConfig?.Seed,
  };
}
