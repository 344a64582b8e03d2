/**
 * Which prebuilt image is asked for, as `image_uris.retrieve` of the SageMaker Python SDK asks.
 */
export interface ImageQuestion {
  /** Framework or built-in algorithm by its name there: `pytorch`, `sklearn`, `blazingtext`. */
  readonly framework: string;
  readonly region: string;
  /** `training`, `inference`, `processing`, … */
  readonly scope?: string | undefined;
  /** Or an alias: `2.8` of `2.8.0`. */
  readonly version?: string | undefined;
  /** `py312` */
  readonly pythonVersion?: string | undefined;
  /** `ml.g5.xlarge`; `local`, `local_gpu` and `neuron` name a processor alone. */
  readonly instanceType?: string | undefined;
  /** `pytorch2.8.0`, of Hugging Face. */
  readonly baseFramework?: string | undefined;
  readonly options?: ImageOptions | undefined;
}

/** What few images have. */
export interface ImageOptions {
  /** Build of the image where the table has none: Spark's `v1`, `cu124` of the model parallel library. */
  readonly containerVersion?: string | undefined;
  /** Release of Neuron: `sdk2.26.0`. */
  readonly sdkVersion?: string | undefined;
  /** `neuron`, `neuronx` */
  readonly inferenceTool?: string | undefined;
  /** Of Elastic Inference: `ml.eia2.medium`. */
  readonly accelerator?: string | undefined;
  /** One of SageMaker's own libraries of distributed training is used. */
  readonly isSmDistributed?: boolean | undefined;
  readonly usesTrainingCompiler?: boolean | undefined;
  readonly isServerless?: boolean | undefined;
}
