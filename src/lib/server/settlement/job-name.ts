/** Name of the job that settles a retorno. */
export const settleBankFileName = 'settle-bank-file';
