/** Characters that one name is written with in different papers: each pair is the variant or traditional form, then the common one. */
const PAIRS =
  '張张 陳陈 劉刘 楊杨 趙赵 黃黄 吳吴 孫孙 馬马 羅罗 鄭郑 謝谢 許许 韓韩 馮冯 鄧邓 蕭萧 肖萧 蔣蒋 葉叶 鍾钟 鐘钟 譚谭 陸陆 賈贾 韋韦 閻阎 闫阎 龍龙 萬万 錢钱 湯汤 賴赖 龐庞 顧顾 嚴严 ' +
  '盧卢 蘇苏 呂吕 凃涂 塗涂 傅付 戴代 歐欧 陽阳 諸诸 聞闻 東东 榮荣 華华 國国 興兴 慶庆 豐丰 強强 彊强 偉伟 傑杰 軍军 藝艺 蘭兰 鳳凤 麗丽 愛爱 蓮莲 瓊琼 瑩莹 穎颖 頴颖 靜静 嬌娇 ' +
  '雲云 艷艳 豔艳 艶艳 寧宁 甯宁 寶宝 貴贵 財财 發发 達达 運运 連连 遠远 進进 選选 鵬鹏 鴻鸿 鶴鹤 鷹鹰 龜龟 齊齐 劍剑 剣剑 鋼钢 鐵铁 銀银 銘铭 鋒锋 錦锦 鎮镇 ' +
  '學学 書书 業业 長长 義义 禮礼 賢贤 惪德 澤泽 潔洁 淨净 濤涛 瀾澜 灝灏 煒炜 燁烨 煥焕 輝辉 暉晖 曉晓 曄晔 昇升 陞升 棟栋 樹树 樑梁 檢检 權权 歡欢 歲岁 ' +
  '峯峰 嶽岳 崙仑 嵐岚 島岛 喆哲 堃坤 堅坚 壽寿 夢梦 婭娅 嫻娴 嬋婵 孃娘 實实 專专 將将 導导 廣广 應应 彥彦 後后 從从 恆恒 憲宪 懷怀 戰战 ' +
  '揚扬 於于 時时 晉晋 暢畅 會会 朶朵 來来 傳传 億亿 儀仪 優优 兒儿 凱凯 創创 勝胜 勛勋 勳勋 勵励 協协 卻却 參参 雙双 啟启 啓启 員员 問问 單单 ' +
  '環环 瑤瑶 瑋玮 璽玺 畫画 疊叠 盡尽 眞真 碩硕 祿禄 禎祯 種种 稱称 穩稳 竝并 並并 筆笔 簡简 紅红 純纯 紹绍 經经 維维 綱纲 綺绮 緒绪 練练 縣县 總总 績绩 繼继 ' +
  '聖圣 聰聪 聯联 職职 臺台 舉举 莊庄 蒼苍 薔蔷 藍蓝 虛虚 衛卫 裏里 裡里 觀观 記记 詩诗 詠咏 誌志 誠诚 語语 調调 論论 諾诺 謙谦 證证 譽誉 貞贞 賀贺 賓宾 贊赞 ' +
  '躍跃 車车 載载 輪轮 農农 郵邮 鄉乡 醫医 閔闵 閃闪 開开 關关 陰阴 隊队 際际 隨随 難难 霽霁 韻韵 順顺 須须 頌颂 領领 願愿 風风 飛飞 駿骏 騰腾 驥骥 魯鲁 鳴鸣 點点';

const common = new Map(PAIRS.split(' ').map((pair) => [...pair] as [string, string]));

/** A name in common characters, without spaces and dots: what two papers of one person have alike. Pure. */
export const plainName = (name: string): string =>
  [...name.normalize('NFKC').replace(/[\s·•．.]/g, '')].map((char) => common.get(char) ?? char).join('');

export type NameSeen = { name: string; formerNames: readonly string[]; pinyin: string };

/** How two people of one birth date may be the same; undefined when their names are unlike. Pure; the nearest likeness. */
export function resemblance(one: NameSeen, other: NameSeen): string | undefined {
  if (one.name === other.name) return '姓名、出生日期相同';
  const [mine, theirs] = [plainName(one.name), plainName(other.name)];
  if (mine === theirs) return `姓名“${other.name}”为异体、繁简或常混写法，出生日期相同`;
  const former = (person: NameSeen) => person.formerNames.map(plainName);
  if (former(other).includes(mine)) return '曾用名即此姓名，出生日期相同';
  if (former(one).includes(theirs)) return `姓名“${other.name}”即此人曾用名，出生日期相同`;
  return one.pinyin !== '' && one.pinyin === other.pinyin ? `姓名“${other.name}”同音，出生日期相同` : undefined;
}
