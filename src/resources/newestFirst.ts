/** In whole pages: ten is what most lists give by themselves. */
export const descending = { SortOrder: 'Descending', MaxResults: 100 } as const;

/** In the order of the tree; that of the service differs by kind. */
export const newestFirst = { SortBy: 'CreationTime', ...descending } as const;
