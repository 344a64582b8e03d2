/** What a page of a job is known by, also after a reload. */
export interface ClonePageName {
  readonly jobName: string;
  /** Id of the connection that the job is of. */
  readonly from: string;
  /** From 1 on: a job may have several pages. */
  readonly number: number;
}

/** As `PageState.resource` of a page on a connection; names of jobs have no brackets. */
export const pageResource = (
  { jobName, from, number }: ClonePageName,
  connectionId: string,
): string =>
  number === 1 && from === connectionId ? jobName : JSON.stringify([jobName, from, number]);

/** `undefined` where a page cannot be had again. */
export function readPageResource(
  resource: string,
  connectionId: string,
): ClonePageName | undefined {
  if (!resource.startsWith('[')) {
    return resource === '' ? undefined : { jobName: resource, from: connectionId, number: 1 };
  }
  const [jobName, from, number] = JSON.parse(resource) as readonly unknown[];
  return typeof jobName === 'string' && typeof from === 'string' && typeof number === 'number'
    ? { jobName, from, number }
    : undefined;
}
