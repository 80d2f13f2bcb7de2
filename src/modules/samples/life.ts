import { dottedName, ordinaryName } from './names.ts';
import { type SamplePerson, yearsAfter } from './people.ts';
import * as at from './places.ts';
import { type Random, seeded } from './random.ts';

/** What a person's forms draw on: one invented life, the same in every document of the dossier. */
export type Life = { person: SamplePerson; schooling: Schooling[]; jobs: Job[]; family: Relative[] };
/** Months `YYYY-MM`; oldest first, without gaps. */
type Schooling = { from: string; to: string; school: string; role: string; witness: string };
/** Months; `to` is absent while it lasts. */
export type Job = { from: string; to?: string; unit: string; post: string; witness: string };
type Relative = { relation: string; name: string; birthMonth: string; politicalStatus: string; work: string };

/** The year the samples are made as of; nothing is dated later. */
export const latestYear = 2024;

/** Tells a person's life. Pure. */
export function lifeOf(seed: number, index: number, person: SamplePerson): Life {
  const random = seeded(seed, 'life', index);
  return { person, schooling: schoolingOf(random, person), jobs: jobsOf(random, person), family: familyOf(random, person) };
}

/** The job held on a day, or the first one. */
export function jobOn(life: Life, day: string): Job {
  const month = day.slice(0, 7);
  const held = life.jobs.findLast((job) => job.from <= month) ?? life.jobs[0];
  if (!held) throw new Error('a life without work');
  return held;
}

/** Somebody else who signs, witnesses or leads. */
export function somebody(random: Random): string {
  return ordinaryName(random, random.chance(0.6) ? '男' : '女', random.between(1950, 1982));
}

/** Years from one to another, both included, never past the latest. */
export function years(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, Math.min(to, latestYear) - from + 1) }, (_, index) => from + index);
}

/** Five primary and six secondary years, then the last school. */
function schoolingOf(random: Random, person: SamplePerson): Schooling[] {
  const birthYear = Number(person.birthDate.slice(0, 4));
  const graduated = Number(person.graduatedOn.slice(0, 4));
  const started = birthYear + (person.education === '中等专科' ? 16 : 18);
  const high = random.pick(at.highSchools);
  const list: Schooling[] = [
    {
      from: `${birthYear + 7}-09`,
      to: `${birthYear + 12}-07`,
      school: `${random.pick(['荔乡', '云岭', '派潭岭', '增江'])}镇中心小学`,
      role: '学生',
      witness: somebody(random),
    },
    {
      from: `${birthYear + 12}-09`,
      to: `${Math.min(started, birthYear + 18)}-07`,
      school: high,
      role: '学生、班干部',
      witness: somebody(random),
    },
  ];
  if (graduated > birthYear + 18)
    list.push({
      from: `${started}-09`,
      to: person.graduatedOn.slice(0, 7),
      school: person.school,
      role: `${person.major}专业学生`,
      witness: somebody(random),
    });
  return list;
}

function jobsOf(random: Random, person: SamplePerson): Job[] {
  const jobs: Job[] = [];
  let from = person.workStartDate.slice(0, 7);
  for (let number = 0; number < 6; number++) {
    const isOld = Number(from.slice(0, 4)) < 1998;
    const unit = isOld ? random.pick(at.publicBodies) : random.pick(at.companies);
    const post = random.pick(posts[Math.min(2, Math.floor(number / 2))] ?? ['职员']);
    const until = yearsAfter(from, random.between(2, 8), random.pick(['03', '06', '09', '12']));
    const isLast = Number(until.slice(0, 4)) >= latestYear || number === 5;
    jobs.push({ from, ...(!isLast && { to: until }), unit: isLast ? person.employer : unit, post, witness: somebody(random) });
    if (isLast) break;
    from = until;
  }
  return jobs;
}

function familyOf(random: Random, person: SamplePerson): Relative[] {
  const birthYear = Number(person.birthDate.slice(0, 4));
  const surname = [...person.name].slice(0, 1).join('');
  const relative = (relation: string, sex: '男' | '女', born: number, sameSurname: boolean): Relative => {
    const name = person.name.includes('·') ? dottedName(random, sex, person.ethnicity).name : ordinaryName(random, sex, born);
    const own = person.name.includes('·') || !sameSurname ? name : surname + [...name].slice(1).join('');
    const work =
      born > 2000 ? '学生' : random.pick([...at.publicBodies, ...at.companies]) + random.pick(['职工', '退休', '职员', '技术员']);
    return {
      relation,
      name: own,
      birthMonth: `${born}-${String(random.between(1, 12)).padStart(2, '0')}`,
      politicalStatus: born > 2000 ? '群众' : random.pick(['群众', '群众', '中共党员']),
      work,
    };
  };
  const list = [
    relative('父亲', '男', birthYear - random.between(23, 32), true),
    relative('母亲', '女', birthYear - random.between(21, 29), false),
  ];
  if (person.maritalStatus === '已婚') {
    list.push(relative(person.sex === '男' ? '妻子' : '丈夫', person.sex === '男' ? '女' : '男', birthYear + random.between(-3, 3), false));
    list.push(relative('子女', random.pick(['男', '女']), birthYear + random.between(25, 31), person.sex === '男'));
  }
  if (random.chance(0.6)) list.push(relative('兄弟姐妹', '男', birthYear + random.between(-6, 6), true));
  return list;
}

const posts = [
  ['办事员', '技术员', '会计员', '文员', '质检员', '仓库管理员', '护理员', '教员'],
  ['助理工程师', '财务主管', '行政专员', '车间班长', '档案管理员', '人事专员', '销售主管'],
  ['部门经理', '办公室主任', '项目经理', '工程师', '财务部副部长', '人力资源部部长'],
] as const;
