-- A reminder that comes again says when the first one of the same due date was sent.
ALTER TABLE pool_customer ADD COLUMN first_reminded_at BIGINT;
ALTER TABLE pool_notice ADD COLUMN first_reminded_at BIGINT;

-- Who had an opportunity and was lost nevertheless, had one: the row forgets it, the ledger doesn't.
ALTER TABLE pool_move ADD COLUMN opportunity_at BIGINT;
