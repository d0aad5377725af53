/** What the centre's nodes tell each other about texts, as JSON: `{node, name, update?}`; without `update`: read the table. */
export const textChannel = 'balcao_text';
/** Our word in y-websocket's protocol: the centre has stored everything up to the state vector that follows. */
export const messageStored = 64;
/** Longest update that one message or mutation may carry, in bytes: a whole text pasted at once, and its overhead. */
export const maxUpdateBytes = 128 * 1024;
