import { z } from 'zod';
import { query } from '../../../core/operation.ts';

const ofDay = (name: string, title: string, file: string) =>
  query({
    name: `reception.${name}`,
    title,
    route: `GET /days/:day/${file}` as `GET /${string}`,
    permission: 'dossier.read',
    scope: 'own',
    returns: 'file',
    input: z.object({ day: z.iso.date() }),
    output: z.unknown(),
    audited: ['day'],
  });
/** 当日清册: parcels signed for and dossiers registered on a day. */
export const printDay = ofDay('printDay', '打印当日清册', 'list.pdf');
export const exportDay = ofDay('exportDay', '导出当日清册', 'list.xlsx');

/** 退件单 of a returned parcel, 挂起通知 of a suspended one. */
export const printSlip = query({
  name: 'reception.printSlip',
  title: '打印退件单或挂起通知',
  route: 'GET /parcels/:parcelId/slip.pdf',
  permission: 'parcel.read',
  scope: 'own',
  returns: 'file',
  input: z.object({ parcelId: z.uuid() }),
  output: z.unknown(),
  audited: ['parcelId'],
});
