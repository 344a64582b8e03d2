import { boto3Script } from './boto3Script';
import { cliCommand } from './cliCommand';
import { jsonText, type JsonObject } from './json';
import { sdk2Script } from './sdk2Script';
import { sdk3Script } from './sdk3Script';

export type ExportFormat = 'boto3' | 'cli' | 'json' | 'sdk3' | 'sdk2';

/**
 * A CreateTrainingJob request as what people run elsewhere: a Python script, a command line for a POSIX
 * shell, or JSON as `--cli-input-json` takes it. Never fails: what an SDK cannot express is named in its code.
 */
export function exportRequest(request: JsonObject, format: ExportFormat, region: string): string {
  switch (format) {
    case 'boto3':
      return boto3Script(request, region);
    case 'cli':
      return cliCommand(request, region);
    case 'json':
      return jsonText(request);
    case 'sdk3':
      return sdk3Script(request, region);
    case 'sdk2':
      return sdk2Script(request, region);
  }
}
