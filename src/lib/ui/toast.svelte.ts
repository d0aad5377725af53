export interface Toast {
	readonly id: number;
	readonly text: string;
	readonly tone: 'neutral' | 'success' | 'danger';
	readonly action?: { readonly label: string; run(): void } | undefined;
}

let next = 1;
let list = $state.raw<readonly Toast[]>([]);

/** Milliseconds a message stays; one with a verb stays longer, a failure stays until it is closed. */
const stay = { plain: 4000, withAction: 8000 } as const;

/** Messages at the lower edge: what was done, with a way back where there is one. Never the only place of an error in a form. */
export const toasts = {
	get list(): readonly Toast[] {
		return list;
	},
	show(text: string, more: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
		const toast: Toast = { id: next++, text, tone: more.tone ?? 'neutral', action: more.action };
		list = [...list.slice(-2), toast];
		if (toast.tone !== 'danger')
			setTimeout(
				() => {
					toasts.close(toast.id);
				},
				toast.action ? stay.withAction : stay.plain
			);
	},
	close(id: number): void {
		list = list.filter((toast) => toast.id !== id);
	}
};
