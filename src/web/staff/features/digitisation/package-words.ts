import { maskNumbers } from '../../../../core/mask-numbers.ts';

/** A place in a package, or words about it, without the package's own folder before every path. */
export const withoutPackage = (text: string, fileName: string): string =>
  maskNumbers(text.replaceAll(`${fileName.replace(/\.zip$/i, '')}/`, ''));
