/** The browser's own "Save as" (Chromium, on https and localhost); the others only have their downloads. */
interface Picker {
	showSaveFilePicker?(options: {
		suggestedName: string;
		types: readonly { accept: Readonly<Record<string, readonly string[]>> }[];
	}): Promise<FileSystemFileHandle>;
}

export const mayChoosePlace = (): boolean => typeof (window as Picker).showSaveFilePicker === 'function';

/** Where a file goes. `name` is what it is called there. */
export interface SavePlace {
	readonly name: string;
	/** @throws when the folder or the disk refuses. */
	write(bytes: Uint8Array<ArrayBuffer> | Blob): Promise<void>;
}

/** Item 297: the person says folder and name; null when they turned away. Must be asked for at the click, or browsers refuse. */
export async function choosePlace(name: string, mime: string): Promise<SavePlace | null> {
	let handle: FileSystemFileHandle | undefined;
	try {
		handle = await (window as Picker).showSaveFilePicker?.({
			suggestedName: name,
			types: [{ accept: { [mime]: [name.slice(name.lastIndexOf('.'))] } }]
		});
	} catch (error) {
		if (error instanceof DOMException && error.name === 'AbortError') return null;
		throw error;
	}
	if (!handle) return null;
	const chosen = handle;
	return {
		name: chosen.name,
		async write(bytes) {
			const stream = await chosen.createWritable();
			await stream.write(bytes);
			await stream.close();
		}
	};
}

/** Among the browser's downloads. */
export function downloads(name: string, mime: string): SavePlace {
	return {
		name,
		write(bytes) {
			const url = URL.createObjectURL(new Blob([bytes], { type: mime }));
			const link = Object.assign(document.createElement('a'), { href: url, download: name });
			link.click();
			// The browser has taken it by the next turn; a little more does no harm.
			setTimeout(() => {
				URL.revokeObjectURL(url);
			}, 10_000);
			return Promise.resolve();
		}
	};
}
