import type { components } from "./schema";

/** The records of the public pool, under the names the screens use. */
type Schemas = components["schemas"];

export type Pool = Schemas["Pool"];
export type PoolWrite = Schemas["PoolPatch"];
export type Engine = Pool["engine"];
export type PoolMemberWrite = Schemas["PoolMemberCreate"];
/** As the editor holds it: who was just added has no name from the server yet. */
export type PoolMember = Filled<PoolMemberWrite> & { name?: string };

/** What may be emptied stays so, all else is there. */
type Emptied<T> = { [K in keyof T]-?: null extends T[K] ? K : never }[keyof T];
type Filled<T> = Required<Omit<T, Emptied<T>>> & Pick<T, Emptied<T>>;
/** What a pool allows and when a customer goes back; a version of it is never changed. */
export type PoolRule = Filled<Schemas["PoolRuleCreate"]>;
export type GradeLimit = PoolRule["grade_limits"][number];
export type RoleLimit = PoolRule["role_limits"][number];
export type PoolRuleVersion = Schemas["PoolRuleVersion"];
export type DryRun = Schemas["PoolDryRun"];

export type PoolCustomer = Schemas["PoolCustomer"];
export type PoolState = PoolCustomer["state"];
export type Stage = PoolCustomer["stage"];
export type Move = Schemas["PoolMove"];
export type MoveKind = Move["kind"];
export type Revealed = Schemas["PoolRevealed"];

export type PoolRequest = Schemas["PoolRequestItem"];
export type BatchAnswer = Schemas["PoolBatchAnswer"];
export type BatchItem = Schemas["PoolBatchRow"];
export type ReturnReason = Schemas["PoolReason"];
export type ReasonKind = ReturnReason["kind"];

export type Board = Schemas["PoolBoard"];
export type BoardPerson = Schemas["PoolBoardPerson"];
/** Of several customers at once when it names none; then `count` says how many. */
export type Notice = Schemas["PoolNoticeItem"];

export type Fairness = Schemas["PoolFairness"];
export type FairnessPerson = Schemas["PoolFairnessPerson"];
export type Suspicion = Schemas["PoolSuspicion"];

export type Lead = Schemas["PoolLead"];
export type LeadAnswer = Schemas["PoolLeadsAnswer"];
