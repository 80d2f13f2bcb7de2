import type { CategoryCode } from '../categories.ts';
import type { PartialDate } from '../partial-date.ts';

/** The person a package is about (人员基本信息). `birthDate` is absent when empty or unreadable. */
export type PackageHeader = { personName: string; sex: string; ethnicity: string; birthDate?: PartialDate; idNumber: string };

/**
 * One catalogue entry (档案目录条目). What could not be read is absent and named in the issues. Images are paths inside the package,
 * in the order of the list, which is authoritative; file names are not.
 */
export type PackageEntry = {
  /** Where the entry stands in its list, from 1. */
  ordinal: number;
  /** Prefix of every issue about this entry: `张三….xml#档案目录条目[3]`. */
  path: string;
  categoryCode?: CategoryCode;
  sequence?: number;
  title: string;
  formedOn?: PartialDate;
  pageCount?: number;
  remark: string;
  rawImages: readonly string[];
  optimisedImages: readonly string[];
};

/** The text of a catalogue before anything is judged: element or column texts by field. A missing element is absent. */
export type RawFields<Field extends string> = Partial<Record<Field, string>>;
export type HeaderField = 'personName' | 'sex' | 'ethnicity' | 'birthDate' | 'idNumber';
export type EntryField = 'category' | 'sequence' | 'title' | 'formedOn' | 'pageCount' | 'remark';

/** `path` is where the entry stands, for messages: an element of the XML, or a row of the sheet. */
export type RawEntry = { path: string; fields: RawFields<EntryField>; rawImages: string[]; optimisedImages: string[] };
export type RawCatalogue = { header: RawFields<HeaderField>; entries: RawEntry[] };

/** What the standard calls each field; vendors' spreadsheets use the same words. */
export const headerNames = {
  personName: '姓名',
  sex: '性别',
  ethnicity: '民族',
  birthDate: '出生日期',
  idNumber: '公民身份号码',
} as const satisfies Record<HeaderField, string>;

export const entryNames = {
  category: '类号',
  sequence: '序号',
  title: '材料名称',
  formedOn: '材料形成时间',
  pageCount: '页数',
  remark: '备注',
} as const satisfies Record<EntryField, string>;
