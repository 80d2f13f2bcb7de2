import type { FormInstance } from 'antd';
import type { Issue } from '../../../core/problem.ts';

type Name = (string | number)[];

/**
 * Puts every issue beside its field, by `path` (`sysadmin.password`; of `roles.0` the field `roles`), and moves the focus to the first.
 * Returns those that have no field in this form.
 */
export function placeIssues(form: FormInstance, issues: readonly Issue[]): Issue[] {
  const names = form.getFieldsError().map(({ name }) => name);
  const placed = new Map<string, { name: Name; errors: string[] }>();
  const homeless: Issue[] = [];
  for (const issue of issues) {
    const name = nearest(names, issue.path);
    if (!name) homeless.push(issue);
    else {
      const key = name.join('.');
      const field = placed.get(key) ?? { name, errors: [] };
      if (!field.errors.includes(issue.message)) field.errors.push(issue.message);
      placed.set(key, field);
    }
  }
  form.setFields([...placed.values()]);
  const first = names.find((name) => placed.has(name.join('.')));
  if (first) form.focusField(first);
  return homeless;
}

/** Takes the errors off the fields at `paths`, then puts there what is still wrong with them. */
export function refreshIssues(form: FormInstance, paths: readonly string[], issues: readonly Issue[]): void {
  const fields = form.getFieldsError().map(({ name }) => name);
  const touched = fields.filter((name) => paths.includes(name.join('.')));
  form.setFields(
    touched.map((name) => ({ name, errors: issues.filter((issue) => issue.path === name.join('.')).map((issue) => issue.message) })),
  );
}

const nearest = (names: readonly Name[], path: string): Name | undefined =>
  names.find((name) => path === name.join('.') || path.startsWith(`${name.join('.')}.`));
