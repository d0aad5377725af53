import { checkPatch, clearedBy, type PersonKind, type Registration, type RegistrationPatch } from '#lib/domain/customer/customer-rules.ts';
import { sentence } from '#lib/errors/sentence.ts';
import type { CustomerField } from '#lib/mutators/customer/fields.ts';
import type { customerUpdate } from '#lib/mutators/customer/update.ts';
import type { CustomerRow } from '#lib/queries/customer/get.ts';
import type { Replica } from '#lib/replica/contract.ts';
import { mutate } from '#lib/replica/typed.ts';
import { dropDraft, readDraft, writeDraft } from './drafts.ts';
import { asTyped } from './field-words.ts';
import { allFieldsOf, type SectionId } from './sections.ts';
import { storedOf, toStored, type Stored, type Typed } from './values.ts';

export interface SectionContext {
	readonly replica: Replica;
	/** The record as it is now; changes while somebody types. */
	record(): CustomerRow;
	/** The provider's day, `YYYY-MM-DD`. */
	today(): string;
	/** Area code of the customer's branch. */
	areaCode(): string | undefined;
	/** Draft key of the person on this record. */
	readonly draftKey: string;
}

interface Kept {
	/** What each field held when typing began. */
	readonly from: Stored;
	readonly typed: Typed;
}

/** `nothing`: no difference to save. `errors`: see `errors`. `refused`: a refusal that is about no field of this section. */
export type SaveResult = { readonly kind: 'saved' | 'nothing' | 'errors' } | { readonly kind: 'refused'; readonly text: string };

/**
 * One section of a record being edited in place. It remembers what each field held when typing began: what somebody else
 * saves meanwhile moves untouched fields along, and stands beside touched ones without replacing a typed word.
 */
export class SectionEdit {
	readonly id: SectionId;
	readonly #context: SectionContext;
	readonly #fields: readonly CustomerField[];
	#from = $state.raw<Stored>({});
	/** What stands in the inputs. */
	typed = $state<Typed>({});
	errors = $state.raw<Readonly<Partial<Record<CustomerField, string>>>>({});
	editing = $state(false);
	saving = $state(false);
	/** When the draft that was taken up again was written; null when there was none. */
	restoredAt = $state.raw<string | null>(null);

	constructor(id: SectionId, context: SectionContext) {
		this.id = id;
		this.#context = context;
		this.#fields = allFieldsOf(id);
		this.#restore();
	}

	get #draftKey(): string {
		return `${this.#context.draftKey}.${this.id}`;
	}

	/** Kind of person as chosen in this section, else as stored. */
	get kind(): PersonKind {
		const typed = this.editing ? this.typed.personKind : undefined;
		return typed === 'natural' || typed === 'legal' ? typed : this.#context.record().personKind;
	}

	begin(): void {
		if (this.editing) return;
		const record = this.#context.record();
		this.#from = Object.fromEntries(this.#fields.map((field) => [field, storedOf(record, field)]));
		this.typed = Object.fromEntries(this.#fields.map((field) => [field, asTyped(field, storedOf(record, field))]));
		this.errors = {};
		this.restoredAt = null;
		this.editing = true;
	}

	#restore(): void {
		const draft = readDraft<Kept>(this.#draftKey);
		if (!draft) return;
		this.begin();
		// Only known fields: a draft may be of an older build.
		for (const field of this.#fields) {
			const typed = draft.value.typed[field];
			if (typeof typed !== 'string') continue;
			this.typed[field] = typed;
			this.#from = { ...this.#from, [field]: draft.value.from[field] ?? null };
		}
		this.restoredAt = draft.at;
		// What stands in the record already, saved elsewhere or just before this computer was switched off, is no draft.
		this.follow();
		if (this.changed.length === 0) this.cancel();
	}

	#stored(field: CustomerField): string | null {
		return toStored(field, this.typed[field] ?? '', this.#context.areaCode());
	}

	isChanged(field: CustomerField): boolean {
		return this.editing && this.#stored(field) !== (this.#from[field] ?? null);
	}

	/** Fields that would be saved. */
	get changed(): readonly CustomerField[] {
		return this.#fields.filter((field) => this.isChanged(field));
	}

	/** What somebody else has saved in a field that is being edited, or undefined. Null is "emptied". */
	remote(field: CustomerField): string | null | undefined {
		if (!this.isChanged(field)) return undefined;
		const now = storedOf(this.#context.record(), field);
		return now === (this.#from[field] ?? null) || now === this.#stored(field) ? undefined : now;
	}

	/** Gives up what was typed in one field for what is stored now. */
	takeRemote(field: CustomerField): void {
		const now = storedOf(this.#context.record(), field);
		this.#from = { ...this.#from, [field]: now };
		this.typed[field] = asTyped(field, now);
		this.keep();
	}

	/**
	 * To be called when the record changed: fields nobody has touched here follow it, and what was typed here and is stored
	 * now needs no saving any more. A draft of which nothing is left (its other window saved it) closes.
	 */
	follow(): void {
		if (!this.editing) return;
		const record = this.#context.record();
		for (const field of this.#fields) {
			const now = storedOf(record, field);
			if (now === (this.#from[field] ?? null)) continue;
			const touched = this.isChanged(field);
			if (touched && now !== this.#stored(field)) continue;
			this.#from = { ...this.#from, [field]: now };
			if (!touched) this.typed[field] = asTyped(field, now);
		}
		if (this.restoredAt !== null && this.changed.length === 0) this.cancel();
	}

	/** To be called after each keystroke: what is typed survives whatever happens to this tab. */
	keep(): void {
		const changed = this.changed;
		if (changed.length === 0) {
			dropDraft(this.#draftKey);
			return;
		}
		const pick = <T>(from: Readonly<Partial<Record<CustomerField, T>>>) => Object.fromEntries(changed.map((field) => [field, from[field]]));
		writeDraft(this.#draftKey, { from: pick(this.#from), typed: pick(this.typed) });
	}

	clearError(field: CustomerField): void {
		if (this.errors[field] === undefined) return;
		const { [field]: _gone, ...rest } = this.errors;
		this.errors = rest;
	}

	cancel(): void {
		this.editing = false;
		this.errors = {};
		this.restoredAt = null;
		dropDraft(this.#draftKey);
	}

	async save(): Promise<SaveResult> {
		if (this.saving) return { kind: 'nothing' };
		const changed = this.changed;
		if (changed.length === 0) {
			this.cancel();
			return { kind: 'nothing' };
		}
		const record = this.#context.record();
		const patch: Record<string, string | null> = Object.fromEntries(
			changed.filter((field) => field !== 'branchId').map((field) => [field, this.#stored(field)])
		);
		if (changed.includes('personKind')) Object.assign(patch, emptiedBy(record, this.kind));
		const wrong = checkPatch(record as unknown as Registration, patch as RegistrationPatch, this.#context.today());
		if (wrong.length > 0) {
			this.errors = Object.fromEntries(wrong.map((refusal) => [refusal.field, sentence(refusal)]));
			return { kind: 'errors' };
		}
		const changes = Object.fromEntries(
			[...new Set([...changed, ...(Object.keys(patch) as CustomerField[])])].map((field) => [
				field,
				{
					from: field in this.#from ? (this.#from[field] ?? null) : storedOf(record, field),
					to: field === 'branchId' ? this.#stored(field) : (patch[field] ?? null)
				}
			])
		);
		this.saving = true;
		try {
			const outcome = await mutate<typeof customerUpdate>(this.#context.replica, 'customer.update', { id: record.id, changes } as never);
			if (outcome.ok) {
				this.cancel();
				return { kind: 'saved' };
			}
			if (outcome.field !== undefined && (this.#fields as readonly string[]).includes(outcome.field)) {
				this.errors = { [outcome.field]: sentence(outcome) };
				return { kind: 'errors' };
			}
			return { kind: 'refused', text: sentence(outcome) };
		} finally {
			this.saving = false;
		}
	}
}

/** Fields that do not exist for the new kind of person and still hold something. */
function emptiedBy(record: CustomerRow, kind: PersonKind): RegistrationPatch {
	return Object.fromEntries(
		Object.entries(clearedBy(kind)).filter(([field]) => storedOf(record, field as CustomerField) !== null)
	) as RegistrationPatch;
}
