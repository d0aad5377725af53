/**
 * One line of history per version. Old tabs stay open for days: whoever changes a message raises the version, and
 * `protocol.test.ts` fails until the hash here is renewed together with it.
 *  1  hello, join, push, check, repair, lease / welcome, delta, acks, rewind, checked, range, leased, beat, farewell
 */
export const protocolVersion = 1;
/** Versions the centre still speaks. A tab that speaks none of them is asked to reload; its outbox is kept. */
export const oldestSpoken = 1;
export const protocolHash = 'ec012181f882da36';
