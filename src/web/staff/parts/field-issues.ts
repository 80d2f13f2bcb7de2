import type { FormInstance } from 'antd';
import { createElement } from 'react';
import type { Issue } from '../../../core/problem.ts';
import { IssueText } from './IssueText.tsx';

type Name = (string | number)[];

/**
 * Puts every issue beside its field, by `path` (`sysadmin.password`; of `roles.0` the field `roles`), and moves the focus to the first.
 * Warnings stand there in amber. Returns those that have no field in this form.
 */
export function placeIssues(form: FormInstance, issues: readonly Issue[]): Issue[] {
  const names = form.getFieldsError().map(({ name }) => name);
  const placed = new Map<string, { name: Name; issues: Issue[] }>();
  const homeless: Issue[] = [];
  for (const issue of issues) {
    const name = nearest(names, issue.path);
    if (!name) homeless.push(issue);
    else {
      const key = name.join('.');
      const field = placed.get(key) ?? { name, issues: [] };
      if (!field.issues.some(({ message }) => message === issue.message)) field.issues.push(issue);
      placed.set(key, field);
    }
  }
  form.setFields([...placed.values()].map(({ name, issues: own }) => ({ name, ...said(own) })));
  const first = names.find((name) => placed.has(name.join('.')));
  if (first) form.focusField(first);
  return homeless;
}

/** Takes the errors off the fields at `paths`, then puts there what is still wrong with them. */
export function refreshIssues(form: FormInstance, paths: readonly string[], issues: readonly Issue[]): void {
  const fields = form.getFieldsError().map(({ name }) => name);
  const touched = fields.filter((name) => paths.includes(name.join('.')));
  form.setFields(touched.map((name) => ({ name, ...said(issues.filter((issue) => issue.path === name.join('.'))) })));
}

/** antd shows any node as an error, though its types know only text. */
function said(issues: readonly Issue[]): { errors: string[]; warnings: string[] } {
  const nodes = (own: readonly Issue[]) =>
    own.map((issue) => (issue.rule ? createElement(IssueText, { issue }) : issue.message)) as unknown as string[];
  return {
    errors: nodes(issues.filter(({ severity }) => severity !== 'warning')),
    warnings: nodes(issues.filter(({ severity }) => severity === 'warning')),
  };
}

const nearest = (names: readonly Name[], path: string): Name | undefined =>
  names.find((name) => path === name.join('.') || path.startsWith(`${name.join('.')}.`));
