/** Invented schools, employers and streets: the city and its district codes are real, everything below them is not. */

export type Place = { code: string; nativePlace: string };

/** Region codes (行政区划) people are registered in; the older 增城 and 从化 codes went out of use in 2014. @standard GB/T 2260 */
export const places: readonly (readonly [Place, number])[] = [
  [{ code: '440118', nativePlace: '广东增城' }, 30],
  [{ code: '440117', nativePlace: '广东从化' }, 24],
  [{ code: '440100', nativePlace: '广东广州' }, 8],
  [{ code: '440106', nativePlace: '广东广州' }, 6],
  [{ code: '440111', nativePlace: '广东广州' }, 6],
  [{ code: '440103', nativePlace: '广东广州' }, 4],
  [{ code: '440183', nativePlace: '广东增城' }, 8],
  [{ code: '440184', nativePlace: '广东从化' }, 6],
  [{ code: '431121', nativePlace: '湖南祁阳' }, 3],
  [{ code: '450881', nativePlace: '广西桂平' }, 3],
  [{ code: '360730', nativePlace: '江西宁都' }, 2],
];

export const universities =
  '岭东大学 南粤理工学院 珠湾师范学院 云岭农业大学 粤江财经学院 鹤城医学院 越秀台工业大学 罗湖岭外国语学院 流溪科技大学 荔乡大学'.split(
    ' ',
  );
export const colleges = '荔湾岸职业技术学院 增江职业技术学院 流溪职业学院 南粤交通职业学院 珠湾卫生职业学院 云岭商贸职业技术学院'.split(
  ' ',
);
export const technicalSchools = '增江中等专业学校 流溪技工学校 云岭卫生学校 荔乡财贸学校'.split(' ');
export const highSchools = '增江第一中学 荔乡中学 流溪第二中学 云岭中学 派潭岭中学 温泉岭中学'.split(' ');

export const majors = {
  university: '汉语言文学 会计学 计算机科学与技术 土木工程 护理学 工商管理 电气工程及其自动化 法学 园艺 英语 市场营销 档案学'.split(' '),
  college: '会计电算化 机电一体化技术 护理 学前教育 物流管理 计算机应用技术 旅游管理 建筑工程技术'.split(' '),
  school: '财务会计 机械加工 护理 电子技术应用 农林技术 幼儿教育'.split(' '),
} as const;

export const companies =
  '广州荔乡精密机械有限公司 广州增江电子科技有限公司 广州流溪食品股份有限公司 广州云岭物流有限公司 广州新塘岭服饰有限公司 广州派潭岭旅游发展有限公司 广州挂绿软件有限公司 广州白水岭环保科技有限公司 广州荔城岸汽车零部件有限公司 广州温泉岭酒店管理有限公司 广州石滩岭建筑工程有限公司 广州凤凰岭教育咨询有限公司'.split(
    ' ',
  );
export const publicBodies =
  '增江区供销合作联社 流溪区水利管理所 荔乡镇人民政府 云岭镇中心小学 增江区第二人民医院 流溪区农业技术推广站 荔乡国营纺织厂 增江造纸厂 云岭镇卫生院 流溪水泥厂 增江区公路管理站 荔乡粮食管理所'.split(
    ' ',
  );
export const formerCustodians =
  '岭东大学学生处 增江职业技术学院招生就业办公室 广州市云岭区人才交流服务中心 湘南市人力资源服务中心 桂东市人才服务中心 南粤人才市场档案部 增江区劳动就业服务中心 流溪区教育局人事科 荔乡国营纺织厂人事科'.split(
    ' ',
  );

export const streets =
  '荔城岸街府佑路 增江街东桥路 新塘岭镇港口大道 石滩岭镇立新路 江埔岭街环市东路 温泉岭镇明月路 派潭岭镇文政路 城郊岭街河东南路'.split(' ');
