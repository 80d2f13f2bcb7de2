import { findCode } from '../../../core/codes/find-code.ts';
import * as codes from '../../../core/codes/tables.ts';
import { isDay } from '../../../core/time.ts';
import type { conditions } from '../../holdings/rules.ts';
import type { Field } from './columns.ts';

/** The words of old lists, by field: what each means here. Undefined for a word that means nothing known. Pure, all of them. */
export const readWord: Partial<Record<Field, (text: string) => string | undefined>> = {
  idType: (text) => findCode(codes.idTypes, text) ?? (/身份证/.test(text) ? 'resident-id' : undefined),
  sex: (text) => findCode(codes.sexes, text),
  ethnicity: (text) => findCode(codes.ethnicities, text),
  politicalStatus: (text) => findCode(codes.politicalStatuses, text),
  education: (text) => findCode(codes.educations, text),
  identity: (text) => findCode(codes.identities, text),
  kind: (text) => (/流动/.test(text) ? 'floating' : /干部/.test(text) ? 'cadre' : undefined),
  custody: (text) => (/个人/.test(text) ? 'individual' : /单位|集体/.test(text) ? 'unit' : undefined),
  condition: readCondition,
  digital: readDigital,
};

function readCondition(text: string): keyof typeof conditions | undefined {
  if (/未检|待检|不详|未知/.test(text)) return 'unchecked';
  if (/特残/.test(text)) return 'extreme';
  if (/严重|重度/.test(text)) return 'severe';
  if (/中度|较差/.test(text)) return 'moderate';
  if (/轻|一般|少量/.test(text)) return 'slight';
  if (/^(不|欠)/.test(text)) return undefined;
  return /完好|完整|良好|正常|无破损/.test(text) ? 'intact' : undefined;
}

function readDigital(text: string): 'yes' | 'no' | undefined {
  if (/^(否|无|未.*|没有|不|N|NO|0|×|✗|FALSE)$/i.test(text)) return 'no';
  return /^(是|有|已.*|完成|Y|YES|1|√|✓|☑|TRUE)$/i.test(text) ? 'yes' : undefined;
}

/** `1980-01-02`; undefined where a text is no whole day: of a date known in part, nothing is made up. Pure. */
export function readDay(text: string): string | undefined {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})(\d{2})(\d{2})$/.exec(text) ??
    /^(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:\s+0?0:00(?::00)?)?$/.exec(text) ??
    [];
  const read = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(read) ? read : undefined;
}

/** The form in which old numbers are compared; the same as `legacy_key` of the table. Pure. */
export const legacyKeyOf = (code: string): string => code.normalize('NFKC').replace(/\s/g, '').toUpperCase();
