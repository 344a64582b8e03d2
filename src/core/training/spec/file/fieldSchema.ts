/** As much of JSON Schema as the file's own fields need. */
export interface FieldSchema {
  readonly description?: string;
  readonly type?: FieldType;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: FieldSchema;
  readonly minItems?: number;
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: FieldSchema | false;
  /** Each of another type. */
  readonly anyOf?: readonly FieldSchema[];
  readonly examples?: readonly unknown[];
}

export type FieldType = 'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object';
