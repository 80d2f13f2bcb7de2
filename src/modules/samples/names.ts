import type { Random } from './random.ts';

export type Sex = '男' | '女';

/** An ordinary Han name: surname by frequency, given name by sex and decade of birth, about one in seven with a single given character. */
export function ordinaryName(random: Random, sex: Sex, birthYear: number, kind: 'any' | 'short' | 'rare' | 'compound' = 'any'): string {
  const surname = kind === 'compound' ? random.pick(compoundSurnames) : random.weighted(surnames);
  if (kind === 'rare')
    return (
      surname + (random.chance(0.5) ? random.pick(rareCharacters) : givenCharacter(random, sex, birthYear)) + random.pick(rareCharacters)
    );
  const isShort = kind === 'short' || (kind === 'any' && random.chance(birthYear > 1978 && birthYear < 1995 ? 0.25 : 0.1));
  const first = givenCharacter(random, sex, birthYear);
  if (isShort) return surname + first;
  const pairs = birthYear >= 1993 ? modernPairs[sex] : [];
  if (pairs.length > 0 && random.chance(0.5)) return surname + random.pick(pairs);
  return surname + first + givenCharacter(random, sex, birthYear);
}

/** A minority name with the middle dot (间隔号), and the people it belongs to; a relative is of the same people. */
export function dottedName(random: Random, sex: Sex, relativeOf?: string): { name: string; ethnicity: string } {
  const [ethnicity, given, father] = random.pick(dotted.filter(([people]) => relativeOf === undefined || people === relativeOf));
  return { name: `${random.pick(given[sex])}·${random.pick(father)}`, ethnicity };
}

/** Every character a name can hold; the tests ask the fonts about each. */
export function nameCharacters(): string {
  const given = Object.values(givenPools).flatMap((pool) => Object.values(pool));
  const dots = dotted.flatMap(([, names, fathers]) => [...names.男, ...names.女, ...fathers]);
  return [
    ...surnames.map(([name]) => name),
    ...compoundSurnames,
    ...given.flat(),
    ...Object.values(modernPairs).flat(),
    ...rareCharacters,
    ...dots,
    '·',
  ].join('');
}

function givenCharacter(random: Random, sex: Sex, birthYear: number): string {
  const era = birthYear < 1970 ? 'early' : birthYear < 1990 ? 'middle' : 'late';
  return random.pick(givenPools[era][sex]);
}

const surnames: readonly (readonly [string, number])[] = [
  ...'王72李71张68刘54陈90杨31黄60赵23吴30周28徐17孙15马13朱13胡13郭12何20高11林35罗20郑15梁30谢14宋8唐8许9韩7冯9邓12曹6彭8曾12肖6田5董5袁5潘8于5蒋5蔡9'.matchAll(
    /(\D)(\d+)/g,
  ),
  ...'余6杜4叶9程4苏6魏4吕4丁4任4沈4姚4卢6姜4崔4钟10谭9陆4汪4范4金4石4廖9贾3夏3韦5付3方4白3邹4孟3熊3秦3邱4江4尹3薛3闫3段3雷3侯2龙3史2陶2黎6贺2顾2毛2郝2龚2邵2万2钱2严2覃3武2戴3莫4孔2向2汤3温3植1冼2区1'.matchAll(
    /(\D)(\d+)/g,
  ),
].map(([, name = '', weight]) => [name, Number(weight)] as const);

const compoundSurnames = '欧阳 上官 司徒 诸葛 令狐 皇甫 慕容 尉迟'.split(' ');

const givenPools = {
  early: {
    男: [...'建国军志强永福德胜荣华光明振东生根水金林文武平成家祥宝贵富田新民卫庆才树木海山伟'],
    女: [...'秀英桂兰玉珍凤霞素芬翠莲月娥惠琴淑贞爱华丽红梅菊香云珠彩银娣金妹玲'],
  },
  middle: {
    男: [...'伟强磊军勇杰涛明超刚辉鹏飞斌波俊峰志海建文健锋亮华东宁凯毅旭坤雄彬浩威'],
    女: [...'芳娜敏静丽艳娟霞红燕玲萍丹雪晶婷慧莹琳倩洁颖欣佳虹梅琼嫦惠虹珊媚瑜'],
  },
  late: {
    男: [...'宇浩轩博俊天佑泽睿鑫嘉航晨皓逸铭昊然瑞林翔骏诚煜恒楠'],
    女: [...'欣怡雨思佳悦涵梓诗琪雯瑶婷颖晴彤妍萱语嫣昕蕾菲晓柔'],
  },
} as const;

const modernPairs = {
  男: '子轩 浩然 宇航 俊杰 嘉豪 梓豪 天宇 博文 泽宇 志豪 家乐 伟霖'.split(' '),
  女: '梓涵 雨欣 思琪 诗涵 欣怡 佳怡 嘉欣 晓彤 可欣 雅婷 心怡 紫晴'.split(' '),
} as const;

/** In the printed fonts but beyond the first-level set (一级字库), where typing, sorting and recognition go wrong. */
const rareCharacters = [...'喆堃垚犇頔赟燚翀昇媖瑢祎淼骉翾昉玥彧旻暠晟劼韡鋆'];

const dotted: readonly (readonly [string, { 男: readonly string[]; 女: readonly string[] }, readonly string[]])[] = [
  [
    '维吾尔族',
    { 男: ['艾力', '吐尔逊', '买合木提', '阿卜杜拉'], 女: ['阿依古丽', '古丽娜尔', '热依汗', '帕提古丽'] },
    ['买买提', '阿布都热合曼', '吐尔地', '依明'],
  ],
  ['哈萨克族', { 男: ['叶尔兰', '巴合提'], 女: ['阿依努尔', '古丽扎提'] }, ['哈力克', '赛力克', '木拉提']],
  ['塔吉克族', { 男: ['肉孜', '达吾提'], 女: ['祖丽皮亚', '米热班'] }, ['夏依木', '塔西']],
];
