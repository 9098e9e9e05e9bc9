/* cpu_clock.h - the CPU time that a process has used, all its threads together: one call, and no file. */
#ifndef CPU_CLOCK_H
#define CPU_CLOCK_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

/* Whether the clocks of other processes can be read here, and go on as soon as a process runs. */
bool cpu_clock_is_prompt(void);

/* Nanoseconds since the process started. Every run adds to it: within one tick of the kernel's timer while it runs, at once
 * when it stops. Anyone may ask. False when there is no such process; a zombie still is one. */
bool cpu_clock_read(pid_t pid, uint64_t *ns);

#endif
