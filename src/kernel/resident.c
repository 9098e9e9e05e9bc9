/* resident.c - locks our memory. Knows not what is in it. */
#define _GNU_SOURCE
#include "resident.h"

#include <errno.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "unit.h"

/* As far as we may raise it ourselves. */
static rlim_t raise_limit(void)
{
	struct rlimit limit;

	if (getrlimit(RLIMIT_MEMLOCK, &limit) != 0)
		return 0;
	limit.rlim_cur = limit.rlim_max;
	setrlimit(RLIMIT_MEMLOCK, &limit);
	getrlimit(RLIMIT_MEMLOCK, &limit);
	return limit.rlim_cur;
}

/* Whether what is mapped from now on may be locked. Without this a thread could not be started one day, and that ends us. */
static bool has_room(void)
{
	void *room = mmap(NULL, RESIDENT_ROOM, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);

	if (room == MAP_FAILED)
		return false;
	munmap(room, RESIDENT_ROOM);
	return true;
}

static bool refuse(struct err *e, rlim_t limit, int error)
{
	char allowed[32], needed[32];

	unit_format(allowed, sizeof(allowed), UNIT_BYTES, value_number(limit));
	unit_format(needed, sizeof(needed), UNIT_BYTES, value_number(RESIDENT_ROOM));
	if (limit == RLIM_INFINITY || (error != ENOMEM && error != EPERM && error != EAGAIN))
		return err_set(e, "--mlock: memory cannot be locked: %s", strerror(error));
	return err_set(e, "--mlock: %s of memory may be locked, and more than %s are needed: raise the limit (ulimit -l, or "
	                  "LimitMEMLOCK= of systemd), or give ramtop CAP_IPC_LOCK", allowed, needed);
}

bool resident_lock(struct err *e)
{
	rlim_t limit = raise_limit();

	/* All that there is is read in; what comes is not: the stack of a thread is 8 MB, of which it uses a few KB. */
	if (mlockall(MCL_CURRENT) != 0 || mlockall(MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT) != 0)
		return refuse(e, limit, errno);
	if (has_room())
		return true;
	munlockall();
	return refuse(e, limit, ENOMEM);
}
