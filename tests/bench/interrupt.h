/* interrupt.h - the reader's wish to stop early. */
#ifndef BENCH_INTERRUPT_H
#define BENCH_INTERRUPT_H

#include <stdbool.h>

/* From now on SIGINT, SIGTERM and SIGHUP do not kill: they make interrupted() true, and everyone cleans up. */
void interrupt_catch(void);
bool interrupted(void);

#endif
