import { useMutation } from '@tanstack/react-query';
import { Button } from 'antd';
import { printCatalogue } from '../../../../modules/catalogue/contract.ts';
import { callForFile } from '../../../call.ts';
import { type Refusal, refusalOf } from '../../parts/IssueList.tsx';

type Props = {
  dossierId: string;
  title: string;
  isDisabled?: boolean;
  /** What must be saved first; false: it could not be. */
  before?: () => Promise<boolean>;
  onRefused: (refusal: Refusal | undefined) => void;
};

/** Opens the catalogue as a PDF in a new tab, ready to be printed. */
export function PrintButton({ dossierId, title, isDisabled = false, before, onRefused }: Props) {
  const { mutate, isPending } = useMutation({
    mutationFn: async () => {
      if (before && !(await before())) return undefined;
      return callForFile(printCatalogue, { dossierId, blankRowCount: 2 });
    },
    onMutate: () => onRefused(undefined),
    onSuccess: (file) => file && window.open(URL.createObjectURL(file), '_blank'),
    onError: (error) => onRefused(refusalOf(error)),
  });
  return (
    <Button disabled={isDisabled} loading={isPending} onClick={() => mutate()}>
      {title}
    </Button>
  );
}
