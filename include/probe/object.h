/* object.h - shared memory, object by object: files of tmpfs, files that have no name any more, memfds, System V segments, buffers
 * of drivers; and who holds each. */
#ifndef OBJECT_H
#define OBJECT_H

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "arena.h"
#include "bufinfo.h"
#include "holder.h"
#include "sysvipc.h"
#include "tmpfs.h"
#include "vec.h"

enum object_kind { OBJECT_FILE, OBJECT_DELETED, OBJECT_MEMFD, OBJECT_SYSV, OBJECT_ANONYMOUS, OBJECT_DRIVER, OBJECT_BUFFER, OBJECT_FILES };

struct object {
	enum object_kind kind;
	bool has_bytes, has_uid;
	uint64_t bytes;           /* that it takes; of a file and a memfd, what is swapped out too */
	uint64_t count;           /* of OBJECT_FILES: so many small ones together */
	uid_t uid;                /* owner */
	const char *user;         /* NULL: the number is all that is known */
	uint32_t holders;         /* processes that have it open or mapped, of those that may be looked at */
	uint32_t mapped;          /* those of them that have it mapped */
	const struct holder *holder;   /* the first of them; NULL: none */
	const char *name;         /* ended by a zero, and any other byte may be in it */
};

const char *object_kind_name(enum object_kind kind);

/* What was found, each in a vec. */
struct object_sources {
	const struct vec *files;      /* of struct tmpfs_file */
	const struct vec *segments;   /* of struct shm_segment */
	const struct vec *buffers;    /* of struct dma_buffer, its texts ended by zeros */
	const struct vec *mounts;     /* of struct tmpfs */
	const struct vec *holders;    /* of struct holder: they stay where they are */
	const struct devices *shared;
};

/* Puts it together into a vec of struct object, the largest first; texts are taken from the arena, or borrowed. */
void objects_join(const struct object_sources *s, struct arena *arena, struct vec *objects);

#endif
