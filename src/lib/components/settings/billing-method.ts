import type { billingMethodList } from '#lib/queries/list/lists.ts';

export type BillingMethodRow = Awaited<ReturnType<typeof billingMethodList.run>>[number];
