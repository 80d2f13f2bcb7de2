import { makeIdNumber } from './id-number.ts';
import { dottedName, ordinaryName, type Sex } from './names.ts';
import * as at from './places.ts';
import { type Random, seeded } from './random.ts';

/** One invented depositor (存档人). Days are `YYYY-MM-DD`; absent where the fact does not apply. */
export type SamplePerson = {
  name: string;
  idNumber: string;
  sex: Sex;
  birthDate: string;
  ethnicity: string;
  nativePlace: string;
  politicalStatus: '中共党员' | '共青团员' | '群众' | '无党派人士';
  maritalStatus: '未婚' | '已婚';
  phone: string;
  address: string;
  education: Education;
  school: string;
  major: string;
  graduatedOn: string;
  workStartDate: string;
  leagueJoinDate: string;
  partyJoinDate?: string;
  employer: string;
  /** One of the seven groups (人员身份). */
  identity: string;
  custodyKind: '个人委托' | '集体委托';
  /** Where the dossier came from (来档单位). */
  formerCustodian: string;
  arrivalRoute: string;
  transferReason: string;
  /** 档号, as a vendor would number the volume. */
  referenceCode: string;
};
type Education = '博士研究生' | '硕士研究生' | '大学本科' | '大学专科' | '中等专科' | '普通高中';

/**
 * Invents people. Pure; the first n are the same for every count ≥ n.
 *
 * In each two dozen there are a compound surname, a two-character name, a dotted minority name, a name with rare
 * characters and two people who share the name of somebody before them; identity numbers differ always.
 */
export function makePeople(seed: number, count: number): SamplePerson[] {
  const people: SamplePerson[] = [];
  const taken = new Set<string>();
  for (let index = 0; index < count; index++) {
    const random = seeded(seed, 'person', index);
    people.push(makePerson(random, index, taken, index % 12 === 7 ? people[index - 6] : undefined));
  }
  return people;
}

/** Adds whole years to a day, keeping it a day every calendar has. */
export function yearsAfter(day: string, years: number, monthDay = day.slice(5)): string {
  return `${Number(day.slice(0, 4)) + years}-${monthDay}`;
}

function makePerson(random: Random, index: number, taken: Set<string>, namesake: SamplePerson | undefined): SamplePerson {
  const sex: Sex = namesake?.sex ?? (random.chance(0.5) ? '男' : '女');
  const birthYear = random.weighted([
    [random.between(1958, 1969), 15],
    [random.between(1970, 1984), 40],
    [random.between(1985, 2000), 45],
  ] as const);
  const birthDate = `${birthYear}-${two(random.between(1, 12))}-${two(random.between(1, 28))}`;
  const place = random.weighted(at.places);
  const wished = random.weighted(birthYear < 1975 ? olderEducation : youngerEducation);
  // Nobody may graduate after the samples' own time.
  const education = birthYear + graduationAge[wished] > 2022 ? '大学专科' : wished;
  const graduatedOn = yearsAfter(birthDate, graduationAge[education], random.pick(['06-20', '06-30', '07-01']));
  const workStartDate = `${graduatedOn.slice(0, 4)}-${random.pick(['07', '08', '09'])}-${two(random.between(1, 28))}`;
  const { name, ethnicity } = nameOf(random, index, sex, birthYear, namesake);
  const isMember = random.chance(0.35);
  const politicalStatus = isMember
    ? '中共党员'
    : birthYear > 1996
      ? '共青团员'
      : random.weighted([
          ['群众', 9],
          ['无党派人士', 1],
        ] as const);
  return {
    name,
    idNumber: makeIdNumber(random, place.code, birthDate, sex, taken),
    sex,
    birthDate,
    ethnicity,
    nativePlace: place.nativePlace,
    politicalStatus,
    maritalStatus: birthYear > 1995 || random.chance(0.1) ? '未婚' : '已婚',
    phone: `199${random.pick(['0000', '0001'])}${String(random.int(10_000)).padStart(4, '0')}`,
    address: `${random.pick(at.streets)}${random.between(1, 280)}号${random.between(1, 12)}栋${random.between(1, 30)}0${random.between(1, 8)}房`,
    education,
    school: schoolFor(random, education),
    major: majorFor(random, education),
    graduatedOn,
    workStartDate,
    leagueJoinDate: yearsAfter(birthDate, random.between(14, 16), '05-04'),
    ...(isMember && { partyJoinDate: yearsAfter(birthDate, random.between(21, 26), random.pick(['06-28', '07-01', '12-16'])) }),
    employer: random.pick(at.companies),
    identity: random.weighted(identities),
    custodyKind: random.weighted([
      ['个人委托', 7],
      ['集体委托', 3],
    ] as const),
    formerCustodian: random.pick(at.formerCustodians),
    arrivalRoute: random.weighted([
      ['机要', 5],
      ['邮政EMS', 4],
      ['专人送达', 2],
      ['内部移交', 1],
    ] as const),
    transferReason: random.weighted([
      ['就业', 4],
      ['毕业', 3],
      ['离职', 3],
      ['户籍迁移', 1],
      ['单位改制', 1],
    ] as const),
    referenceCode: `LD${place.code}-${String(index + 1).padStart(6, '0')}`,
  };
}

function nameOf(random: Random, index: number, sex: Sex, birthYear: number, namesake: SamplePerson | undefined) {
  const turn = index % 24;
  if (turn === 4) return dottedName(random, sex);
  const kind = turn === 2 ? 'compound' : turn === 3 ? 'short' : turn === 6 || turn === 16 ? 'rare' : 'any';
  const ethnicity = random.weighted([
    ['汉族', 92],
    ['壮族', 3],
    ['瑶族', 2],
    ['回族', 1],
    ['满族', 1],
    ['土家族', 1],
  ] as const);
  return { name: namesake?.name ?? ordinaryName(random, sex, birthYear, kind), ethnicity: namesake?.ethnicity ?? ethnicity };
}

function schoolFor(random: Random, education: Education): string {
  if (education === '普通高中') return random.pick(at.highSchools);
  if (education === '中等专科') return random.pick(at.technicalSchools);
  return random.pick(education === '大学专科' ? at.colleges : at.universities);
}

function majorFor(random: Random, education: Education): string {
  if (education === '普通高中') return '无';
  if (education === '中等专科') return random.pick(at.majors.school);
  return random.pick(education === '大学专科' ? at.majors.college : at.majors.university);
}

const two = (value: number) => String(value).padStart(2, '0');

const graduationAge = { 博士研究生: 28, 硕士研究生: 25, 大学本科: 22, 大学专科: 21, 中等专科: 19, 普通高中: 18 } as const satisfies Record<
  Education,
  number
>;
const olderEducation: readonly (readonly [Education, number])[] = [
  ['大学本科', 20],
  ['大学专科', 30],
  ['中等专科', 30],
  ['普通高中', 20],
];
const youngerEducation: readonly (readonly [Education, number])[] = [
  ['博士研究生', 1],
  ['硕士研究生', 7],
  ['大学本科', 47],
  ['大学专科', 33],
  ['中等专科', 9],
  ['普通高中', 3],
];

const identities: readonly (readonly [string, number])[] = [
  ['非公有制经济组织和社会组织聘用人员', 45],
  ['辞职辞退、解除聘用（劳动）合同等未就业人员', 16],
  ['未就业的高校和中专毕业生', 18],
  ['自费出国（境）留学及其他因私出国（境）人员', 3],
  ['外国企业常驻代表机构的中方雇员', 2],
  ['自由职业或灵活就业人员', 13],
  ['其他流动人员', 3],
];
