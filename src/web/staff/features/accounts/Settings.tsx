import { useQuery } from '@tanstack/react-query';
import { findSettings } from '../../../../modules/accounts/contract.ts';
import { call } from '../../../call.ts';
import { IssueList, refusalOf } from '../../parts/IssueList.tsx';
import { Sheet } from '../../parts/Sheet.tsx';
import { Setting } from './Setting.tsx';
import '../../styles/settings.css';

/** 参数: what the centre may set for itself, each with its standard. */
export function Settings() {
  const { data, error } = useQuery({ queryKey: [findSettings.name], queryFn: () => call(findSettings, {}) });
  return (
    <Sheet note="修改立即对以后的业务生效，已发生的不变；每次修改都记入台账">
      <div className="settings">
        <IssueList refusal={error ? refusalOf(error) : undefined} />
        {data?.settings.map((setting) => (
          <Setting key={`${setting.key} ${setting.value}`} setting={setting} />
        ))}
      </div>
    </Sheet>
  );
}
