/** `830 KB`, `12.4 MB`: a number of bytes for people. */
export function sizeWords(sizeBytes: number): string {
  if (sizeBytes < 2 ** 20) return `${Math.max(1, Math.round(sizeBytes / 1024))} KB`;
  return sizeBytes < 2 ** 30 ? `${(sizeBytes / 2 ** 20).toFixed(1)} MB` : `${(sizeBytes / 2 ** 30).toFixed(2)} GB`;
}
