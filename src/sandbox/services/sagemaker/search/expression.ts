import { invalid } from '../rules/invalid';
import { condition, type Filter } from './condition';
import { jobProperty, nestedList, type Property } from './property';

/** A search expression, checked against the service model. */
export interface SearchExpression {
  readonly Filters?: readonly Filter[];
  readonly NestedFilters?: readonly NestedFilters[];
  readonly SubExpressions?: readonly SearchExpression[];
  readonly Operator?: 'And' | 'Or';
}

interface NestedFilters {
  readonly NestedPropertyName: string;
  readonly Filters: readonly Filter[];
}

/** Whether a record is found. */
export type Predicate = (record: unknown) => boolean;

/** API reference, Search: of all expressions and filters together. */
const mostElements = 50;

/** The test that an expression puts to every record; refuses one that the service cannot run. */
export function compileExpression(expression: SearchExpression): Predicate {
  const filters = allFilters(expression);
  if (countElements(expression) > mostElements) {
    throw invalid(
      `The maximum number of SubExpressions, NestedFilters and Filters in a SearchExpression is ${mostElements}`,
    );
  }
  // API reference, Filter.Operator.
  if (filters.filter(({ Operator }) => Operator === 'Contains').length > 1) {
    throw invalid("'CONTAINS' operator usage limit of 1 exceeded.");
  }
  return compile(expression);
}

/** The properties that an expression's filters and nested filters look at. */
export function namesIn(expression: SearchExpression): readonly string[] {
  return allFilters(expression).map(({ Name }) => Name);
}

function compile(expression: SearchExpression): Predicate {
  const predicates = [
    ...(expression.Filters ?? []).map((filter) => satisfies(jobProperty(filter.Name), filter)),
    ...(expression.NestedFilters ?? []).map(compileNested),
    ...(expression.SubExpressions ?? []).map(compile),
  ];
  if (predicates.length === 0) {
    throw invalid(
      'A SearchExpression must have at least one of Filters, NestedFilters and SubExpressions',
    );
  }
  return expression.Operator === 'Or'
    ? (record) => predicates.some((predicate) => predicate(record))
    : (record) => predicates.every((predicate) => predicate(record));
}

/** Nested filters are satisfied when one member of the list satisfies them all. */
function compileNested({ NestedPropertyName, Filters }: NestedFilters): Predicate {
  const list = nestedList(NestedPropertyName);
  const predicates = Filters.map((filter) => satisfies(list.memberProperty(filter.Name), filter));
  return (record) =>
    list.membersIn(record).some((member) => predicates.every((predicate) => predicate(member)));
}

function satisfies(property: Property, filter: Filter): Predicate {
  const test = condition(property, filter);
  return (record) => test(property.valuesIn(record));
}

function allFilters(expression: SearchExpression): readonly Filter[] {
  return [
    ...(expression.Filters ?? []),
    ...(expression.NestedFilters ?? []).flatMap(({ Filters }) => Filters),
    ...(expression.SubExpressions ?? []).flatMap(allFilters),
  ];
}

function countElements(expression: SearchExpression): number {
  const below = (expression.SubExpressions ?? []).map((inner) => 1 + countElements(inner));
  const nested = (expression.NestedFilters ?? []).map(({ Filters }) => 1 + Filters.length);
  const all = [...below, ...nested, expression.Filters?.length ?? 0];
  return all.reduce((sum, count) => sum + count, 0);
}
