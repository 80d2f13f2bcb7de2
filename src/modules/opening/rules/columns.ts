/** What a column of an opening list may be, with the name that a screen gives it. */
export const fields = {
  ...{ name: '姓名', formerNames: '曾用名', idType: '证件类型', idNumber: '证件号码', sex: '性别', birthOn: '出生日期', ethnicity: '民族' },
  ...{ politicalStatus: '政治面貌', education: '最高学历', employer: '工作单位', identity: '人员身份', phone: '手机号码' },
  ...{ legacyCode: '旧编号', kind: '档案类别', custody: '存档性质', depositor: '委托单位名称', uscc: '委托单位信用代码' },
  ...{ previousInstitution: '原存档单位', principalCount: '卷数（正本）', counterpartCount: '副本卷数', address: '库位' },
  ...{ room: '库房', zone: '区', rack: '架', face: '面', bay: '列', level: '层', position: '位' },
  ...{ condition: '保管状况', digital: '是否已数字化', remark: '备注' },
} as const;
export type Field = keyof typeof fields;
export type Columns = readonly (Field | null)[];

/** Titles by field, as centres write them; spaces and what stands in brackets are forgiven. */
const titles: Readonly<Record<Field, readonly string[]>> = {
  name: ['姓名', '人员姓名', '存档人姓名', '档案人姓名', '存档人'],
  formerNames: ['曾用名'],
  idType: ['证件类型', '证件种类'],
  idNumber: ['证件号码', '公民身份号码', '身份证号', '身份证号码', '身份证', '证件号'],
  sex: ['性别'],
  birthOn: ['出生日期', '出生年月日', '出生年月', '生日'],
  ethnicity: ['民族'],
  politicalStatus: ['政治面貌'],
  education: ['最高学历', '学历', '文化程度'],
  employer: ['工作单位', '现工作单位'],
  identity: ['人员身份'],
  phone: ['手机号码', '手机号', '手机', '联系电话', '电话'],
  legacyCode: ['旧编号', '原编号', '档案编号', '档案号', '档号', '存档编号', '存档号', '编号', '原档号', '旧档号', '案卷号'],
  kind: ['档案类别', '档案种类', '档案类型', '类别'],
  custody: ['存档性质', '存档类别', '委托性质', '存档方式'],
  depositor: ['委托单位名称', '委托单位', '委托存档单位', '存档单位', '集体户单位', '立户单位'],
  uscc: ['委托单位信用代码', '统一社会信用代码', '信用代码'],
  previousInstitution: ['原存档单位', '原存档单位名称', '档案来源', '转来单位', '来档单位'],
  principalCount: ['卷数', '正本卷数', '正本', '册数', '数量'],
  counterpartCount: ['副本卷数', '副本'],
  address: ['库位', '架位', '存放位置', '位置', '存放地址', '地址', '库位地址', '存放库位', '库房位置'],
  room: ['库房', '库房号', '库房编号', '库'],
  zone: ['区', '区号'],
  rack: ['架', '架号', '密集架', '密集架号', '柜号', '柜'],
  face: ['面', 'AB面', '正反面'],
  bay: ['列', '列号', '节', '节号'],
  level: ['层', '层号', '格', '格号'],
  position: ['位', '位号', '序位'],
  condition: ['保管状况', '完好程度', '完好情况', '档案状况', '实体状况', '破损程度', '状况'],
  digital: ['是否已数字化', '是否数字化', '数字化情况', '数字化', '是否扫描', '已数字化', '扫描情况'],
  remark: ['备注', '说明'],
};

/** Written into the list of refused rows; when that comes back, these are no columns of it. */
export const REASON_TITLE = '未通过原因';
export const ROW_TITLE = '原行号';

const plain = (title: string) =>
  title
    .normalize('NFKC')
    .replace(/\s|[([【].*[)\]】]|[*:：]/g, '')
    .toUpperCase();

const fieldOfTitle = new Map(
  (Object.entries(titles) as [Field, readonly string[]][]).flatMap(([field, names]) => names.map((name) => [plain(name), field] as const)),
);

/** What each column is likely to be; no field twice: the first column wins. Pure. */
export function guessColumns(row: readonly string[]): (Field | null)[] {
  const taken = new Set<Field>();
  return row.map((title) => {
    const field = fieldOfTitle.get(plain(title));
    if (field === undefined || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}

const PLACES: ReadonlySet<Field> = new Set(['address', 'rack', 'legacyCode', 'condition', 'digital']);

/** Whether a row of titles is that of what stands on the shelves, and not of people who are to be registered. Pure. */
export function isOpeningTitles(row: readonly string[]): boolean {
  const columns = guessColumns(row);
  return columns.includes('name') && columns.some((field) => field !== null && PLACES.has(field));
}

/** The row of titles among the first twenty of a sheet, from 0; undefined where none names at least a person and one thing more. Pure. */
export function findTitleRow(rows: readonly (readonly string[])[]): number | undefined {
  const counts = rows.slice(0, 20).map((row) => {
    const columns = guessColumns(row);
    return columns.includes('name') ? columns.filter((field) => field !== null).length : 0;
  });
  const best = Math.max(...counts, 0);
  return best >= 2 ? counts.indexOf(best) : undefined;
}

const NEEDED = '请为“姓名”选定一列';

/** What is wrong with a choice of columns; empty when the list can be read by it. Pure. */
export function checkColumns(columns: Columns, count: number): { path: string; message: string }[] {
  const issues = columns.length === count ? [] : [{ path: 'columns', message: `清单有 ${count} 列，收到 ${columns.length} 列的对应` }];
  if (!columns.includes('name')) issues.push({ path: 'columns', message: NEEDED });
  const twice = columns.filter((field, at) => field !== null && columns.indexOf(field) !== at);
  for (const field of new Set(twice)) if (field) issues.push({ path: 'columns', message: `“${fields[field]}”对应了两列，请只留一列` });
  return issues;
}
