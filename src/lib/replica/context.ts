import { createContext } from 'svelte';
import type { Replica } from './contract.ts';

/** The office's layout sets the one replica of this tab; components below it use it. Throws where no layout has set one. */
export const [useReplica, setReplica] = createContext<Replica>();
