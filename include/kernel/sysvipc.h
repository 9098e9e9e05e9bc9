/* sysvipc.h - /proc/sysvipc/shm: System V shared memory of our IPC namespace. See proc_sysvipc(5). */
#ifndef SYSVIPC_H
#define SYSVIPC_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

struct shm_segment {
	int32_t key;              /* 0: IPC_PRIVATE */
	uint32_t id;
	uint64_t size;            /* bytes that were asked for */
	uint64_t rss, swap;       /* bytes that it takes */
	uint64_t attached;        /* mappings of it */
	pid_t creator;            /* who may have ended since */
	uid_t uid;                /* owner */
};

/* One line. False for the titles, and for what is no such line. */
bool shm_parse(const char *line, size_t length, struct shm_segment *out);

#endif
