/**
 * What a rule rests on, for the “依据” link beside an issue. `law`: law or policy, by name and document number; `practice`: how
 * systems and offices work; `design`: Lantai's own. No clause numbers: only printed standards may be quoted by clause.
 */
export type Basis = { basis: 'law' | 'practice' | 'design'; source: string };

const FLOATING = '《流动人员人事档案管理服务规定》（人社部发〔2021〕112号）';
const CITIZEN_ID = 'GB 11643《公民身份号码》';
const CENTRE = '档案中心“当天签收、当天登记、当天入库；不漏登、不错登、不重登”的要求';
const FILING = '《干部人事档案材料收集归档规定》（中组发〔2009〕12号）';
const ARRANGING = '《干部档案整理工作细则》（组通字〔1991〕11号）';
const REGULATION = '《干部人事档案工作条例》（2018年）';
const law = (source: string): Basis => ({ basis: 'law', source });
const practice = (source = '人事档案业务惯例'): Basis => ({ basis: 'practice', source });
const design = (source = '系统设计'): Basis => ({ basis: 'design', source });

export const ruleBasis: Readonly<Record<string, Basis>> = {
  ...{
    R1: practice(),
    R2: law(CITIZEN_ID),
    R3: practice(CITIZEN_ID),
    R4: design('登记出生日期与证件不一致时须说明依据'),
    R5: design(CITIZEN_ID),
  },
  ...{
    R6: law(CENTRE),
    R7: design('疑似同一人须核对'),
    R8: design('15 位证号按 GB 11643 换算'),
    R9: law('GB 32100《法人和其他组织统一社会信用代码编码规则》'),
  },
  ...{
    R10: practice('GB/T 2261、GB/T 3304、GB/T 4762、GB/T 4658、GB/T 6864'),
    R11: practice('存档编号唯一、不重用'),
    R12: practice(),
    R13: practice(),
  },
  ...{
    R14: design(),
    R15: design(),
    R16: practice('同一邮件号只签收一次'),
    R17: law(FLOATING),
    R18: law(FLOATING),
    R19: law(FLOATING),
    R20: law(CENTRE),
  },
  ...{
    R21: law(CENTRE),
    R22: law(CENTRE),
    R23: practice('转递清单与实物核对'),
    R26: practice('每格最大容量'),
    R27: design('一位一卷'),
    R28: design('前台与库房双方确认'),
  },
  ...{
    R30: law(`${FILING}；${REGULATION}`),
    R31: practice('序号在类内自 1 起连续'),
    R32: practice(),
    R33: practice('页数按图书计面法'),
    R34: practice('材料形成时间以材料所署日期为准'),
    R35: design('有日须有月；不知道的部分留空'),
  },
  ...{
    R36: law(ARRANGING),
    R37: law(ARRANGING),
    R38: design('按材料名称推断类别，供核对'),
    R39: design('一件材料只归一次'),
    R40: design('材料形成时间应在本人出生之后'),
  },
  ...{
    R41: law(FILING),
    R42: law('每件材料须是本人的'),
    R43: practice('必备材料'),
    R44: design('目录发布后，改动即为新版本'),
  },
  ...{
    R98: law('《项目支出绩效评价管理办法》（财预〔2020〕10号）'),
    R99: design('分子大于分母或分母为零须核实'),
    R101: law('《项目支出绩效评价管理办法》（财预〔2020〕10号）'),
  },
  ...{ R102: law('《项目支出绩效评价管理办法》（财预〔2020〕10号）'), separation: law('信息系统三员分立的要求') },
};
