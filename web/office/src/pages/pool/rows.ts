import type { PoolCustomer } from "@shared/api/poolTypes";

export const rowId = (row: PoolCustomer) => row.customer_id;
