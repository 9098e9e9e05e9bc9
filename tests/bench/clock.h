/* clock.h - time on the wall and time on the CPU, in nanoseconds. */
#ifndef BENCH_CLOCK_H
#define BENCH_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#define CLOCK_S  UINT64_C(1000000000)
#define CLOCK_MS UINT64_C(1000000)

uint64_t clock_now(void);               /* monotonic */
void clock_sleep(uint64_t ns);

/* User and system time of a process and all its threads, dead ones too: what stat gives as utime+stime, but not in 10 ms steps. */
bool clock_cpu(pid_t pid, uint64_t *ns);

#endif
