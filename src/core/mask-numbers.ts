/**
 * Names of packages hold citizens' numbers (姓名+公民身份号码). On the screen and in what is saved from it they are masked, as everywhere:
 * the first six and the last four are enough to tell two packages apart.
 */
export const maskNumbers = (text: string): string => text.replace(/(\d{6})\d{8}(\d{3}[\dXx])(?!\d)/g, '$1********$2');
