/* status.h - /proc/PID/status: what the memory of a process is made of. See proc(5). */
#ifndef STATUS_H
#define STATUS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define STATUS_ROOM 4096

/* All in bytes; of what has no memory of its own, as a thread of the kernel or a zombie, 0. */
struct status {
	uint64_t anon, file, shmem;   /* together the RSS */
	uint64_t peak;                /* the largest RSS so far */
	uint64_t swap;                /* of anonymous memory only: shared memory that is swapped out is not in it */
	uint64_t data, stack;         /* of the address space: private and writable; stack of the first thread */
	uint64_t page_tables, locked, hugetlb;
};

/* False when the text is not such a file, or that of a kernel before 4.5, which does not tell the kinds apart. */
bool status_parse(const char *text, size_t length, struct status *out);

#endif
