/* summary.h - the machine in a few lines. */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "sample.h"
#include "text.h"

#define SUMMARY_LINES 5
#define SUMMARY_CONTAINER 4
#define SUMMARY_ROOM 256

/* Memory (0), swap and pressure (1), CPU and load (2), tasks and uptime (3), the container that confines us, with the machine's
 * memory (4), as ASCII text with a zero at the end. False when nothing of that line is known. */
bool summary_line(char *out, size_t room, size_t line, const struct sample *s);

/* "184 tasks, 612 threads, 2 running", and what is hidden or unreadable. Returns the bytes written. */
size_t summary_tasks(char *out, size_t room, const struct sample *s);

/* "limit of docker 0123456789ab, by memory.max", or that lxcfs tells of the memory; nothing outside of a container that has a limit. Returns the
 * bytes written. */
size_t summary_limit(char *out, size_t room, const struct sample *s, enum text_set set);

/* "0.5 CPUs" */
size_t summary_cpus(char *out, size_t room, double cpus);

/* "3d 04:12". Returns the bytes written. */
size_t summary_uptime(char *out, size_t room, uint64_t ns);

#endif
