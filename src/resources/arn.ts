/** The last part of an ARN: `arn:…:pipeline/churn/execution/4k2j` gives `4k2j`. */
export const lastPart = (arn = ''): string => arn.slice(arn.lastIndexOf('/') + 1);

/** What stands behind the kind in an ARN: `arn:…:model-package/churn/3` gives `churn/3`. */
export const afterKind = (arn = ''): string => arn.slice(arn.indexOf('/') + 1);
