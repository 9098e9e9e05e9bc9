/* holder.h - a process as one who holds memory: what it maps, and which shared memory it has open. */
#ifndef HOLDER_H
#define HOLDER_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "arena.h"
#include "procfs.h"
#include "smaps.h"
#include "status.h"
#include "vec.h"

/* Shared memory that a process has a descriptor or a mapping of. */
struct find {
	dev_t device;
	uint64_t inode;
	bool has_bytes;           /* else it is only mapped, and may not be looked at */
	bool is_mapped;           /* it has a mapping, and may have a descriptor too */
	bool is_deleted;          /* it has no name any more: it is there as long as somebody holds it */
	bool is_buffer;           /* a dma-buf */
	uint64_t bytes;           /* that it takes */
	uid_t uid;                /* with has_bytes: its owner */
	const char *path;         /* as /proc has it; ended by a zero, and any other byte may be in it */
};

struct holder {
	pid_t pid;
	char comm[16];            /* the name of its program, as the kernel keeps it; any byte may be in it */
	bool has_uid, has_status, has_rollup;
	bool is_empty;            /* it has no memory of its own: a thread of the kernel, a zombie */
	bool hangs;               /* reading it takes so long that it was left out */
	bool has_more;            /* it has more files open, or mapped, than were looked at */
	uid_t uid;                /* effective */
	uint32_t threads;
	struct rollup rollup;     /* valid with has_rollup */
	struct status status;     /* valid with has_status */
	const char *command;      /* its arguments joined by spaces, or its name; ended by a zero, and any other byte may be in it */
	const char *user;         /* NULL: the number is all that is known */
	const struct find *finds;
	size_t find_count;
	void *block;              /* what holder_pack took */
};

/* The devices that shared memory is on: tmpfs, and the kernel's own mount of it. */
struct devices {
	dev_t *at;                /* ascending */
	size_t count;
	dev_t own;                /* the kernel's own mount, 0: it is not known */
};

bool devices_hold(const struct devices *d, dev_t device);

/* Moves the texts and the finds into one block of just their size: there are many holders. */
void holder_pack(struct holder *h);

/* Gives that back. */
void holder_free(struct holder *h);

/* Reads a process; texts and finds are taken from the arena. False when it has vanished. */
bool holder_read(const struct procfs *p, pid_t pid, const struct devices *shared, struct arena *arena, struct holder *out);

#endif
