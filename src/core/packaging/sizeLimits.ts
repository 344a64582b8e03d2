const megabyte = 1024 * 1024;

/** Above this a file of data or of a model is no part of the code: it belongs into a channel. */
const mostDataBytes = 10 * megabyte;
/** Above this no file is. */
const mostFileBytes = 100 * megabyte;

/** Endings of tables, arrays, models, archives and media. */
const dataEndings: ReadonlySet<string> = new Set(
  (
    'csv tsv jsonl ndjson libsvm parquet feather arrow orc avro xlsx xls sas7bdat dta ' +
    'npy npz mat h5 hdf5 hdf nc zarr lmdb mdb db sqlite sqlite3 ' +
    'tfrecord tfrecords record rec recordio idx pkl pickle joblib dill ' +
    'pt pth ckpt safetensors onnx gguf ggml bin pb tflite keras ' +
    'model mlmodel weights params caffemodel ' +
    'zip tar gz tgz bz2 xz zst 7z rar ' +
    'jpg jpeg png tif tiff bmp webp dcm nii las mp4 avi mov mkv webm wav mp3 flac ogg'
  ).split(' '),
);

/** Tells whether a file is too large to go along with the code unless it was chosen. `name` may be a path. */
export function isTooLarge(name: string, bytes: number): boolean {
  const ending = /\.([^./]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return bytes > (dataEndings.has(ending) ? mostDataBytes : mostFileBytes);
}
