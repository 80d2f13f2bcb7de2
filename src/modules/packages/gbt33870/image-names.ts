/** What an image file name says: which item, and which page of it. */
export type ImageName = { category: string; sequence: number; page: number };

/**
 * Reads `{类号}-{序号}-{页序}.jpg` with three or four page digits, and the viewers' export `{类号}-{序号}_{页}_{全卷流水}.jpg`;
 * extension in any case. Undefined for any other name. The category is as written: `4` where an exporter dropped the sub-class.
 */
export function readImageName(fileName: string): ImageName | undefined {
  const found =
    /^(\d{1,2}(?:-\d{1,2})?)-(\d{1,5})-(\d{3,4})\.jpe?g$/i.exec(fileName) ??
    /^(\d{1,2}(?:-\d{1,2})?)-(\d{1,5})_(\d{1,5})_\d{1,10}\.jpe?g$/i.exec(fileName);
  return found ? { category: found[1] ?? '', sequence: Number(found[2]), page: Number(found[3]) } : undefined;
}

/** The standard's name; `page` counts from 1. */
export function toImageName(category: string, sequence: number, page: number): string {
  return `${category}-${sequence}-${String(page).padStart(3, '0')}.jpg`;
}

/** The last element of a path, whichever slash it uses. */
export function toFileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
}
