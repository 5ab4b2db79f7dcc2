-- A first purchase may bring a voucher, for a gift or for money, with points or without.
ALTER TABLE grading_incentive ADD COLUMN voucher_series_id BIGINT;
ALTER TABLE grading_grant ADD COLUMN voucher_series_id BIGINT;
