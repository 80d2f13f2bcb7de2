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
const SCANNING = 'GB/T 33870-2017《干部人事档案数字化技术规范》';
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
    R24: practice('凭调档函接收'),
    R26: practice('每格最大容量'),
    R27: design('一位一卷'),
    R28: design('前台与库房双方确认'),
    R29: law(FLOATING),
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
    R45: practice('页数与图像数逐件、合计一致'),
    R46: practice('优化图像与原始图像一一对应'),
    R47: practice('图像按“类号-序号-页序”命名'),
    R48: law(SCANNING),
    R49: law(SCANNING),
    R50: law(SCANNING),
    R51: practice('偏斜不超过 1 度'),
    R52: design('空白页与重复页按图像特征提示'),
    R53: practice('不得有黑边或裁切过界'),
  },
  ...{
    R54: practice('单幅图像 30 KB 至 2 MB'),
    R55: law(SCANNING),
    R56: practice('数据包目录必填项'),
    R57: practice('数据包以“姓名+公民身份号码”命名'),
    R58: law(SCANNING),
    R59: practice('先登记人员，后接收数据包'),
    R60: practice('同一数据包只接收一次'),
    R61: law('数据包只含目录与图像；其他类型不得夹带'),
    R62: law('移交时总件数、总字节数与清单相符'),
  },
  ...{
    R63: law(FLOATING),
    R64: law(FLOATING),
    R65: law(FLOATING),
    R66: law(FLOATING),
    R67: law(FLOATING),
    R68: law(REGULATION),
  },
  ...{
    transfer: design('转递一步一人：申请、审核、封寄分开'),
    'transfer.receiver': practice('收件单位须核验档案管理权限'),
    'transfer.tracking': practice('一个单号对应一次寄送'),
    deaccession: practice('死亡或退休移交后注销'),
    axis: design('三条状态轴的允许转换表'),
    ticket: design('出库必有单据：一卷一单，双方经手'),
    'ticket.pages': practice('借还清点页数'),
    'ticket.due': practice('借出期限与续借'),
    R69: law(REGULATION),
    R70: law(REGULATION),
    R71: practice('凭授权阅档：材料、时限、权利'),
    twoHands: design('申请与审批、各级审批由不同的人办理'),
    condition: practice('原件完好检查'),
    'condition.level': law('GB/T 42468.1-2023《纸质档案抢救与修复规范 第1部分：破损等级的划分》'),
    stocktake: practice('账实核对：缺、多、错架逐项处理后方可结束'),
  },
  ...{
    'zip.bomb': design('压缩炸弹防护'),
    'zip.count': design('一次不超过规定件数'),
    'zip.damaged': design('压缩包内容与其校验码相符'),
    'zip.depth': design('文件夹层数有限'),
    'zip.duplicate': design('压缩包内不得有同名文件'),
    'zip.link': design('不接受链接与特殊文件'),
    'zip.name': design('文件名须能在各系统中使用'),
    'zip.outside': design('不得指向包外'),
    'zip.size': design('一次不超过规定大小'),
    'zip.unreadable': design('须为完整的 ZIP 压缩包'),
    'text.privateUse': design('旧系统自造字须换成国标字'),
  },
  ...{
    'bagit.declaration': practice('RFC 8493 BagIt'),
    'bagit.manifest': practice('RFC 8493 BagIt'),
    'bagit.payload': practice('RFC 8493 BagIt'),
    'bagit.tag': practice('RFC 8493 BagIt'),
    'bagit.algorithm': practice('RFC 8493 BagIt'),
    'bagit.unlisted': practice('RFC 8493 BagIt'),
    'bagit.path': practice('RFC 8493 BagIt'),
    'bagit.missing': practice('RFC 8493 BagIt'),
    'bagit.digest': practice('RFC 8493 BagIt'),
  },
  ...{
    R98: law('《项目支出绩效评价管理办法》（财预〔2020〕10号）'),
    R99: design('分子大于分母或分母为零须核实'),
    R101: law('《项目支出绩效评价管理办法》（财预〔2020〕10号）'),
  },
  ...{ R102: law('《项目支出绩效评价管理办法》（财预〔2020〕10号）'), separation: law('信息系统三员分立的要求') },
};
