import type { Issue } from '../../../core/problem.ts';

/** 预期（待到档案）. */
export const expectationStates = { open: '待到档', met: '已到档', void: '已作废' } as const;
export type ExpectationState = keyof typeof expectationStates;

type Arrived = { letterNumber?: string | undefined; kind: string; hasParcel: boolean; inReason: string; identity?: string | undefined };

/**
 * Rules 22 and 24: the dossier at hand against the letter it came on. `expected` is what the letter number, or else the person's ID number,
 * found. Graduates come without a letter. Pure; the person is given in stored form.
 */
export function checkExpectation(
  arrived: Arrived,
  person: { name: string; idNumber: string },
  expected: { letterNumber: string; personName: string; idNumber: string; state: ExpectationState } | undefined,
): Issue[] {
  const { letterNumber, kind, hasParcel, inReason, identity } = arrived;
  const wrong = (message: string, rule: string): Issue[] => [{ path: 'letterNumber', message, rule }];
  if (!expected && letterNumber) return wrong(`没有编号为 ${letterNumber} 的调档函，请核对标签`, 'R24');
  if (!expected) {
    const isGraduate = inReason === 'graduation' || identity === '3';
    if (!hasParcel || kind !== 'floating' || isGraduate) return [];
    return [{ path: 'letterNumber', message: '未找到对应调档函，请确认接收依据', rule: 'R24', severity: 'warning' }];
  }
  if (expected.state !== 'open') return wrong(`调档函 ${expected.letterNumber} ${expectationStates[expected.state]}，不能再次对应`, 'R24');
  if (expected.idNumber !== person.idNumber) return wrong(`调档函 ${expected.letterNumber} 的证件号码与档案不符，请核对`, 'R22');
  if (expected.personName === person.name) return [];
  return wrong(`错登：调档函 ${expected.letterNumber} 为“${expected.personName}”，档案为“${person.name}”`, 'R22');
}
