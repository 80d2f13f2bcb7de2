import sharp from 'sharp';

/** Puts JPEG scans into a PDF as they are, one a page, at original size; the plainest file a scanner writes (PDF 1.4). */
export async function scansToPdf(scans: readonly Buffer[], dpi: number): Promise<Buffer> {
  const objects: Buffer[] = [];
  const kids = scans.map((_, index) => `${3 + index * 3} 0 R`).join(' ');
  objects.push(Buffer.from('<< /Type /Catalog /Pages 2 0 R >>'), Buffer.from(`<< /Type /Pages /Kids [${kids}] /Count ${scans.length} >>`));
  for (const [index, scan] of scans.entries()) {
    const { width, height } = await sharp(scan).metadata();
    const first = 3 + index * 3;
    const size = `${((width / dpi) * 72).toFixed(2)} ${((height / dpi) * 72).toFixed(2)}`;
    const content = `q ${size.replace(' ', ' 0 0 ')} 0 0 cm /Scan Do Q`;
    objects.push(
      Buffer.from(
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${size}] /Resources << /XObject << /Scan ${first + 1} 0 R >> >> /Contents ${first + 2} 0 R >>`,
      ),
      stream(
        `/Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode`,
        scan,
      ),
      stream('', Buffer.from(content)),
    );
  }
  return assemble(objects);
}

function stream(entries: string, bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`<< ${entries} /Length ${bytes.length} >>\nstream\n`), bytes, Buffer.from('\nendstream')]);
}

function assemble(objects: readonly Buffer[]): Buffer {
  const parts = [Buffer.from('%PDF-1.4\n%\u00e2\u00e3\u00cf\u00d3\n', 'latin1')];
  const offsets: number[] = [];
  let length = parts[0]?.length ?? 0;
  for (const [index, body] of objects.entries()) {
    const part = Buffer.concat([Buffer.from(`${index + 1} 0 obj\n`), body, Buffer.from('\nendobj\n')]);
    offsets.push(length);
    length += part.length;
    parts.push(part);
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  parts.push(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
