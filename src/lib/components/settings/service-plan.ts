import type { servicePlanList } from '#lib/queries/list/lists.ts';

export type ServicePlanRow = Awaited<ReturnType<typeof servicePlanList.run>>[number];
