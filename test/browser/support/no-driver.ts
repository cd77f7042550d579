// For a component that imports nothing but WASI.

import type { Play } from '../../components/support/play.ts';

export const play = (): Play<unknown> => ({ imports: {}, drive: () => undefined });
