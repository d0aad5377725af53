/**
 * Field that holds an id → the list that has its name, and that a correction chooses from. A new reference of a mutator needs
 * a line here; a test holds the mutators' arguments against it.
 */
export const referenceLists = {
	branchId: 'branch.list',
	observationTypeId: 'observationType.list',
	contactTypeId: 'contactType.list',
	addressTypeId: 'addressType.list',
	billingMethodId: 'billingMethod.list',
	collectionAccountId: 'collectionAccount.list',
	serviceGroupId: 'serviceGroup.list',
	extraFieldId: 'extraField.list',
	senderAddressId: 'senderAddress.list',
	messageTemplateId: 'messageTemplate.list',
	teamId: 'team.list',
	ticketTypeId: 'ticketType.list',
	assigneeId: 'user.list',
	technicianId: 'user.list'
} as const satisfies Readonly<Record<string, string>>;

/**
 * Fields that hold the id of a row which is named another way (the customer beside the title), or which says nothing to a
 * person beyond what stands there already. They are not shown, and never offered for correction.
 */
export const hiddenReferences: readonly string[] = [
	'id',
	'customerId',
	'customerIds',
	'contactId',
	'observationId',
	'ticketId',
	'duplicateId',
	'mergeId',
	'invoiceId',
	'invoiceIds',
	'plans',
	'customerIds',
	'letterId',
	'ids'
];

/** What every list has. */
export interface Listed {
	readonly id: string;
	readonly name: string;
	readonly active: boolean;
}
type Lists = Readonly<Partial<Record<string, readonly Listed[]>>>;

/** Id → name over all lists that have arrived; inactive rows included, because what was asked may name one. */
export const referenceNames = (lists: Lists): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.values(lists)
			.flatMap((rows) => rows ?? [])
			.map((row) => [row.id, row.name])
	);

/** What a correction of each field may choose: what is active, and what was asked even if it is not. */
export const referenceChoices = (
	lists: Lists,
	asked: ReadonlySet<string>
): Readonly<Record<string, readonly { readonly value: string; readonly label: string }[]>> =>
	Object.fromEntries(
		Object.entries(referenceLists).map(([field, query]) => [
			field,
			(lists[query] ?? []).filter((row) => row.active || asked.has(row.id)).map((row) => ({ value: row.id, label: row.name }))
		])
	);
