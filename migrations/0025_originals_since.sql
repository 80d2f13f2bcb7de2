-- Originals that were registered before they were counted (在管的原件): each on its day, and what was voided taken back again.
insert into ledger_delta (institution_id, measure, business_day, seq, place, dims, amount)
select institution_id, 'stock.originals', business_day, seq, 1, dims, (data ->> 'volumeCount')::bigint
from ledger_event where type = 'dossier.registered';

insert into ledger_delta (institution_id, measure, business_day, seq, place, dims, amount)
select v.institution_id, 'stock.originals', r.business_day, v.seq, 1, r.dims, -(r.data ->> 'volumeCount')::bigint
from ledger_event v join ledger_event r on r.institution_id = v.institution_id and r.seq = v.corrects_seq
where v.type = 'dossier.voided' and r.type = 'dossier.registered';
