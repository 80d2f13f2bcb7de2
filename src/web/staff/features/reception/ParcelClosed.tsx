import { Button } from 'antd';
import type { ParcelState } from '../../../../modules/reception/rules.ts';
import { EmptyState } from '../../parts/EmptyState.tsx';
import { may, useSession } from '../../session.ts';

const words: Readonly<Record<ParcelState, { title: string; advice: string }>> = {
  signed: { title: '您没有登记档案的权限', advice: '需要时请安全保密员核对您的角色。' },
  completed: { title: '这件包裹已登记完毕', advice: '右侧是从中登记的档案。继续登记请换一件包裹。' },
  returned: { title: '这件包裹已退回', advice: '退回的包裹不能登记；对方重新寄来时另行签收。' },
  suspended: { title: '这件包裹已挂起', advice: '疑问解决后在右侧“恢复办理”，再逐份登记。' },
};

/** Why nothing can be registered out of this parcel, and what to do next. */
export function ParcelClosed({ state, pickNext }: { state: ParcelState; pickNext: () => void }) {
  const canRegister = may(useSession(), 'dossier.register');
  const next = (
    <Button type="primary" autoFocus onClick={pickNext}>
      登记下一件
    </Button>
  );
  return (
    <EmptyState title={words[state].title} action={canRegister ? next : null}>
      {words[state].advice}
    </EmptyState>
  );
}
