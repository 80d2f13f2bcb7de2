import { isPermission, permissions } from '../../../../core/permissions.ts';

/** Permissions in the words that they are granted by; one of another version stays as it is. */
export const permissionWords = (names: readonly string[]): string[] =>
  names.map((name) => (isPermission(name) ? permissions[name].zh : name));
