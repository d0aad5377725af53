import { invoiceRunJob } from '#lib/server/billing/run-job.ts';
import { forgetConnections } from '#lib/server/network/forget-connections-job.ts';
import { settleBankFile } from '#lib/server/settlement/job.ts';
import { suspensionLadder } from '#lib/server/suspension/ladder-job.ts';
import type { AnyJobKind } from './kind.ts';

/** Every kind of job of the product. A request of a kind that is not here waits for a node that has it. */
export const jobKinds: readonly AnyJobKind[] = [invoiceRunJob, settleBankFile, suspensionLadder, forgetConnections];
