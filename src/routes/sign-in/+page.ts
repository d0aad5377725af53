/** Drawn in the browser only: the language and who was signed in last are known there. */
export const ssr = false;
