import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import writeExcelFile from 'write-excel-file/node';
import { checkPackage } from './check-package.ts';
import { readXml } from './gbt33870/read-xml.ts';
import { decodeFileName } from './text.ts';
import { writeZipByHand } from './zip/hand-written-zip.ts';

const today = '2026-11-24';
const XML =
  '<?xml version="1.0"?><数字档案><人员基本信息><姓名>张三</姓名><公民身份号码>1</公民身份号码></人员基本信息><目录信息><档案目录条目><类号>一</类号><序号>1</序号>' +
  '<材料名称>表</材料名称><材料形成时间>1999</材料形成时间><页数>1</页数><原始图像数据>1-1-001.jpg</原始图像数据></档案目录条目></目录信息></数字档案>';

const spoil = fc.array(fc.tuple(fc.nat(5000), fc.nat(255)), { minLength: 1, maxLength: 12 });

function spoiled(bytes: Buffer, changes: readonly (readonly [number, number])[]): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, byte] of changes) copy[at % copy.length] = byte;
  return copy;
}

test('whatever the bytes of an archive, the judge answers and never throws', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lantai-fuzz-'));
  const zip = writeZipByHand([
    { name: '张三1/张三1.xml', content: Buffer.from(XML), isDeflated: true },
    { name: '张三1/图像数据/原始图像数据/1-1-001.jpg', content: Buffer.from('ffd8ffe0', 'hex') },
    { name: '张三1/图像数据/优化图像数据/1-1-001.jpg', content: Buffer.from('ffd8ffe0', 'hex') },
  ]);
  const path = join(folder, '张三1.zip');
  await fc.assert(
    fc.asyncProperty(spoil, async (changes) => {
      await writeFile(path, spoiled(zip, changes));
      const judgement = await checkPackage(path, { today });
      for (const error of judgement.errors) expect(error.message).toMatch(/\p{Script=Han}/u);
    }),
    { numRuns: 200 },
  );
  await rm(folder, { recursive: true });
});

test('whatever the bytes of a vendor archive, the judge answers and never throws', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lantai-fuzz-'));
  const book = await writeExcelFile([
    ['类号', '序号', '材料名称', '材料形成时间', '页数'],
    ['一', 1, '表', 1999, 1],
  ]).toBuffer();
  const zip = writeZipByHand([
    { name: '张三1/目录.xlsx', content: book },
    { name: '张三1/1-1-001.jpg', content: Buffer.from('ffd8ffe0', 'hex') },
  ]);
  const path = join(folder, '张三1.zip');
  await fc.assert(
    fc.asyncProperty(spoil, fc.boolean(), async (changes, isInside) => {
      const inner = writeZipByHand([{ name: '张三1/目录.xlsx', content: spoiled(book, changes) }]);
      await writeFile(path, isInside ? inner : spoiled(zip, changes));
      expect(await checkPackage(path, { today })).toHaveProperty('valid');
    }),
    { numRuns: 60 },
  );
  await rm(folder, { recursive: true });
});

test('whatever the bytes of the XML, the reader answers and never throws', () => {
  fc.assert(
    fc.property(spoil, (changes) => {
      const { catalogue, issues } = readXml(spoiled(Buffer.from(XML), changes), 'x.xml');
      expect(catalogue !== undefined || issues.length > 0).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('entity bombs of any kind stop at the document type', () => {
  const bomb = `<!DOCTYPE a [<!ENTITY a "x"><!ENTITY b "${'&a;'.repeat(50)}">]>${XML.slice(21)}`;
  const external = `<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/passwd">]>${XML.slice(21).replace('张三', '&a;')}`;
  for (const text of [bomb, external])
    expect(readXml(Buffer.from(text), 'x').issues).toMatchObject([{ rule: 'R56', message: expect.stringContaining('DOCTYPE') }]);
});

test('every UTF-8 name with Chinese in it is read as UTF-8', () => {
  const names = fc.string({ unit: fc.constantFrom(...'张三一二aé-1·𠮷'), minLength: 1 }).filter((name) => /[\u0800-\uffff]/.test(name));
  fc.assert(
    fc.property(names, (name) => {
      expect(decodeFileName(Buffer.from(name), false)).toBe(name);
    }),
  );
});
