/** The office lives in the browser, over its replica; the server has nothing to draw. */
export const ssr = false;
