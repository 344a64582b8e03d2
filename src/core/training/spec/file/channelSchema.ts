import type { FieldSchema } from './fieldSchema';

const text: FieldSchema = { type: 'string', minLength: 1 };
const words = (description: string, values: readonly string[]): FieldSchema => ({
  description,
  type: 'string',
  enum: values,
});

/** One channel of the file: a path or an address, or an object with more about it. */
export const channelSchema: FieldSchema = {
  anyOf: [
    { ...text, examples: ['data/train', 's3://bucket/folder/'] },
    {
      type: 'object',
      additionalProperties: false,
      properties: {
        path: {
          ...text,
          description: 'Local file or folder that is uploaded, relative to this file.',
        },
        uri: { ...text, description: 'Address in S3, read where it is.' },
        fileSystem: {
          description: 'Folder of a file system in the network of the job.',
          type: 'object',
          additionalProperties: false,
          required: ['id', 'type', 'directory'],
          properties: {
            id: text,
            type: words('Kind of the file system.', ['EFS', 'FSxLustre']),
            directory: text,
            access: words('`ro` (default) reads only, `rw` writes too.', ['ro', 'rw']),
          },
        },
        dataType: words('What the address names; a prefix by default.', [
          'S3Prefix',
          'ManifestFile',
          'AugmentedManifestFile',
          'Converse',
        ]),
        attributeNames: {
          description: 'Attributes of an augmented manifest that are read.',
          type: 'array',
          items: text,
        },
        contentType: { ...text, description: 'MIME type, such as `text/csv`.' },
        inputMode: words('How this channel is read.', ['File', 'FastFile', 'Pipe']),
        compression: words('Compression of the data, in Pipe mode.', ['None', 'Gzip']),
        recordWrapper: words('Wraps the data as records, in Pipe mode.', ['None', 'RecordIO']),
        shuffleSeed: { description: 'Shuffles the order of the data.', type: 'integer' },
        distribution: words('All data to each instance (default), or a share to each.', [
          'FullyReplicated',
          'ShardedByS3Key',
        ]),
        instanceGroups: {
          description: 'Only these instance groups get the channel.',
          type: 'array',
          items: text,
        },
      },
    },
  ],
};
