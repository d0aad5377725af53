import { error } from '@sveltejs/kit';
import { helpTopic } from '#lib/components/help/pages.ts';

/** There is no page about what is not there. */
export const load = ({ params }: { params: { topic: string } }) => {
	if (helpTopic(params.topic) === null) error(404);
};
