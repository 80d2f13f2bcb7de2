/**
 * Puts a JFIF header with the resolution in front of a JPEG that has none: 18 bytes, which every reader and every package check understands.
 *
 * `dpi` is dots per inch both ways; null says that the resolution is unknown. libvips would write EXIF instead, and call the colours uncalibrated.
 */
export function withJfifHeader(jpeg: Buffer, dpi: number | null): Buffer {
  if (jpeg.readUInt16BE(2) === applicationZero) throw new Error('this JPEG has a JFIF header already');
  const header = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]);
  if (dpi !== null) {
    const density = Math.min(65_535, Math.max(1, Math.round(dpi)));
    header.writeUInt8(1, 13);
    header.writeUInt16BE(density, 14);
    header.writeUInt16BE(density, 16);
  }
  return Buffer.concat([header, jpeg.subarray(2)]);
}

const applicationZero = 0xffe0;
