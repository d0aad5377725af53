import { addDays, isDay, type Day } from '../day/day.ts';
import type { Cents } from '../money.ts';
import type { Refusal } from '../refusal.ts';
import type { FieldValues, LineLength, RecordLayout } from './field.ts';
import type { RemessaCodes, RemessaLayout } from './layout.ts';
import { remessaLayout } from './layouts.ts';
import { writeRecord } from './write.ts';

/** The provider at the bank. Digits unless said otherwise; what a bank does not use is the empty text. */
export interface RemessaAccount {
	readonly bank: string;
	/** CPF or CNPJ, normalised. */
	readonly taxId: string;
	readonly name: string;
	/** Agência and conta without check digits. */
	readonly bankBranch: string;
	readonly bankBranchDigit: string;
	readonly accountNumber: string;
	readonly accountDigit: string;
	/** Carteira. */
	readonly portfolio: string;
	/** Variação (001). */
	readonly portfolioVariation: string;
	/** Convênio (001), código da empresa (237), do beneficiário (104). */
	readonly beneficiaryCode: string;
	/** Código de transmissão, 15 digits (033). */
	readonly transmissionCode: string;
	/** Modalidade (756), `01` for registered simple collection. */
	readonly modality: string;
}

export interface RemessaTitle {
	/** `register` a slip, `cancel` it (baixa), or tell its new due day. */
	readonly command: 'register' | 'cancel' | 'change_due';
	/** Nosso número without check digit, and the digit (a digit, X or P; empty where the bank has none). */
	readonly ourNumber: string;
	readonly ourNumberDigit: string;
	readonly documentNumber: string;
	/** Comes back with every line of the retorno: up to 25 characters of ours. */
	readonly control: string;
	readonly dueOn: Day;
	readonly issuedOn: Day;
	readonly amountCents: Cents;
	/** 0: none. */
	readonly interestPerDayCents: Cents;
	/** 200 is 2 %; 0: none. */
	readonly fineBasisPoints: number;
	readonly discount: { readonly cents: Cents; readonly until: Day } | null;
	/** Calendar days after the due day to protest, and to write off; 0: never. */
	readonly protestDays: number;
	readonly writeOffDays: number;
	readonly payer: {
		readonly taxId: string;
		readonly name: string;
		readonly street: string;
		readonly district: string;
		readonly postalCode: string;
		readonly city: string;
		readonly state: string;
	};
}

export interface RemessaFile {
	readonly format: LineLength;
	readonly account: RemessaAccount;
	/** Number of the file at the bank, rising by one with each. */
	readonly sequence: number;
	readonly createdOn: Day;
	/** `HHMMSS`. */
	readonly createdAt: string;
	readonly titles: readonly RemessaTitle[];
}

/** The file as text (ASCII, CRLF after every line), or the first refusal with the title it is about; null is the file itself. */
export type WrittenRemessa =
	| { readonly ok: true; readonly text: string; readonly lines: number }
	| { readonly ok: false; readonly refusal: Refusal; readonly title: number | null };

export function writeRemessa(file: RemessaFile): WrittenRemessa {
	const layout = remessaLayout(file.account.bank, file.format);
	if ('ok' in layout) return { ok: false, refusal: layout, title: null };
	const lines: string[] = [];
	const refused: { readonly ok: false; readonly refusal: Refusal; readonly title: number | null }[] = [];
	const write = (record: RecordLayout | null, values: FieldValues, title: number | null) => {
		if (record === null || refused.length > 0) return;
		const written = writeRecord(record, values);
		if (written.ok) lines.push(written.line);
		else refused.push({ ok: false, refusal: written, title });
	};
	const common = fileValues(file, layout);
	// CNAB 400 numbers every line of the file, CNAB 240 the details of the batch.
	const sequence = () => (file.format === 400 ? lines.length + 1 : lines.length - 1);
	write(layout.fileHeader, { ...common, sequence: sequence() }, null);
	write(layout.batchHeader, common, null);
	for (const [i, title] of file.titles.entries()) {
		const values = { ...common, ...titleValues(title, layout) };
		for (const { layout: record, only } of layout.details)
			if (only === null || (title.fineBasisPoints > 0 && title.command === 'register'))
				write(record, { ...values, sequence: sequence() }, i);
	}
	// Batch lines count its header and trailer, without those of the file.
	write(
		layout.batchTrailer,
		{
			...common,
			batchLines: lines.length,
			titles: file.titles.length,
			totalCents: file.titles.reduce((sum, title) => sum + title.amountCents, 0)
		},
		null
	);
	write(layout.fileTrailer, { ...common, sequence: sequence(), fileLines: lines.length + 1 }, null);
	return refused[0] ?? { ok: true, text: lines.map((line) => `${line}\r\n`).join(''), lines: lines.length };
}

function fileValues({ account, ...file }: RemessaFile, layout: RemessaLayout): FieldValues {
	return {
		...account,
		batch: '1',
		taxIdKind: kindOf(account.taxId, layout.codes),
		fileSequence: file.sequence,
		createdOn: file.createdOn,
		createdAt: file.createdAt,
		portfolioCode: portfolioCode(account)
	};
}

/**
 * Column 58 of segment P. Banco do Brasil: 7 for simple collection in carteira 17, 1 in 11 and 12. Santander: 5 (registered, slip by
 * the beneficiary) for 101, 1 for 201.
 */
function portfolioCode({ bank, portfolio }: RemessaAccount): string {
	if (bank === '001') return portfolio === '17' ? '7' : '1';
	return bank === '033' && portfolio === '101' ? '5' : '1';
}

function titleValues(title: RemessaTitle, { codes, format }: RemessaLayout): FieldValues {
	const { payer, discount } = title;
	const interest = title.interestPerDayCents > 0;
	const fine = title.fineBasisPoints > 0;
	const protest = title.protestDays > 0;
	// A day that is none goes on to be refused by its name.
	const dayAfter = isDay(title.dueOn) ? addDays(title.dueOn, 1) : title.dueOn;
	// CNAB 400 has one instruction with its days: protest where there is one, else write-off where the bank knows it.
	const writeOff = title.writeOffDays > 0 && codes.writeOff.days !== codes.writeOff.none;
	return {
		command: { register: codes.command.register, cancel: codes.command.cancel, change_due: codes.command.changeDue }[title.command],
		ourNumber: title.ourNumber,
		ourNumberDigit: title.ourNumberDigit,
		ourNumberWithDigit: title.ourNumber + title.ourNumberDigit,
		instalment: '1',
		documentNumber: title.documentNumber,
		control: title.control,
		dueOn: title.dueOn,
		issuedOn: title.issuedOn,
		amountCents: title.amountCents,
		species: codes.species,
		interestCode: interest ? codes.interest.perDay : codes.interest.none,
		interestFromDue: interest ? title.dueOn : '',
		interestAfterDue: interest ? dayAfter : '',
		interestPerDayCents: title.interestPerDayCents,
		fineCode: fine ? codes.fine.percent : codes.fine.none,
		fineFromDue: fine ? title.dueOn : '',
		fineAfterDue: fine ? dayAfter : '',
		fineBasisPoints: title.fineBasisPoints,
		discountCode: discount === null ? '0' : '1',
		discountUntil: discount?.until ?? '',
		discountCents: discount?.cents ?? 0,
		protestCode: protest ? codes.protest.days : codes.protest.none,
		protestDays: title.protestDays,
		writeOffCode: title.writeOffDays > 0 ? codes.writeOff.days : codes.writeOff.none,
		writeOffDays: title.writeOffDays,
		instruction: format === 240 ? '' : protest ? codes.protest.days : writeOff ? codes.writeOff.days : codes.writeOff.none,
		instructionDays: protest ? title.protestDays : writeOff ? title.writeOffDays : 0,
		payerTaxIdKind: kindOf(payer.taxId, codes),
		payerTaxId: payer.taxId,
		payerName: payer.name,
		payerStreet: payer.street,
		payerDistrict: payer.district,
		payerPostalCode: payer.postalCode,
		payerCity: payer.city,
		payerState: payer.state
	};
}

const kindOf = (taxId: string, codes: RemessaCodes): string => (taxId.length > 11 ? codes.taxId.cnpj : codes.taxId.cpf);
