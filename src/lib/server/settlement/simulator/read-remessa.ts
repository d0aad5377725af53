import type { LineLength } from '#lib/domain/cnab/field.ts';
import { remessaLayout } from '#lib/domain/cnab/layouts.ts';
import { fullWidth, readRecord, splitLines } from '#lib/domain/cnab/read.ts';
import type { TitleCommand } from '#lib/domain/settlement/bank-file.ts';

/** A title as a bank finds it in a remessa of ours. */
export interface SentTitle {
	readonly command: TitleCommand;
	/** As it stands there: with the digit behind it where the bank's columns have them together. */
	readonly ourNumber: string;
	readonly ourNumberDigit: string;
	readonly together: boolean;
	readonly documentNumber: string;
	readonly control: string;
	readonly dueOn: string;
	readonly amountCents: number;
}
export interface SentFile {
	readonly bank: string;
	readonly format: LineLength;
	readonly header: string;
	readonly titles: readonly SentTitle[];
}

/** Reads a remessa as its bank does, by the table of its columns. @throws when it is none of ours */
export function readRemessa(file: Uint8Array | string): SentFile {
	const lines = splitLines(file);
	const header = lines[0]?.raw ?? '';
	const is400 = header.startsWith('01REMESSA');
	const bank = is400 ? header.slice(76, 79) : header.slice(0, 3);
	const format = is400 ? 400 : 240;
	const layout = remessaLayout(bank, format);
	if ('ok' in layout) throw new Error(`no remessa that a bank would take: ${layout.code}`);
	const { command: codes } = layout.codes;
	const commands: Readonly<Record<string, TitleCommand>> = {
		[codes.register]: 'register',
		[codes.cancel]: 'cancel',
		[codes.changeDue]: 'change_due'
	};
	const main = layout.details[0]!.layout;
	const titles = lines
		.filter(({ raw }) => (format === 400 ? raw[0] === '1' : raw[7] === '3' && raw[13] === 'P'))
		.map(({ raw }): SentTitle => {
			const { values } = readRecord(main, fullWidth(raw, format) ?? raw);
			const text = (name: string) => String(values[name] ?? '');
			const together = 'ourNumberWithDigit' in values;
			const command = commands[text('command')];
			if (!command) throw new Error(`command ${text('command')} is unknown to the bank`);
			return {
				command,
				ourNumber: together ? text('ourNumberWithDigit') : text('ourNumber'),
				ourNumberDigit: text('ourNumberDigit'),
				together,
				documentNumber: text('documentNumber').replace(/^0+(?=\d)/, ''),
				control: text('control'),
				dueOn: text('dueOn'),
				amountCents: Number(values['amountCents'] ?? 0)
			};
		});
	return { bank, format, header, titles };
}
