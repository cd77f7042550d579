// Imported into a program whose memory is measured: leaves the most that it had, in kB. What `resourceUsage` says on Linux
// includes what the parent had when it forked.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

process.on('exit', () => {
  const own = existsSync(STATUS) && /VmHWM:\s*(\d+)/.exec(readFileSync(STATUS, 'utf8'))?.[1];
  writeFileSync(process.env.BENCH_PEAK, own || String(process.resourceUsage().maxRSS));
});
